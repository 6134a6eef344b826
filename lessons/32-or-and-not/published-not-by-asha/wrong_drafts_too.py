def solve():
    return Post.objects.exclude(author__handle="asha_rao")
