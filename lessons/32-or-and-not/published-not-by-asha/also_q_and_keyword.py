def solve():
    return Post.objects.filter(~Q(author__handle="asha_rao"), published=True)
