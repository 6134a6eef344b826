def solve():
    return Post.objects.exclude(published=True, author__handle="asha_rao")
