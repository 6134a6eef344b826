def solve():
    return Post.objects.filter(author_handle="asha_rao")
