def solve():
    return Post.objects.filter(author="asha_rao")
