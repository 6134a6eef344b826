def solve():
    return Post.objects.filter(published=True, author__handle__ne="asha_rao")
