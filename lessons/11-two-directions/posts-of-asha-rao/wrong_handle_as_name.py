def solve():
    return Post.objects.filter(author__name="asha_rao")
