def solve():
    return Post.objects.filter(not Q(author__handle="asha_rao"), published=True)
