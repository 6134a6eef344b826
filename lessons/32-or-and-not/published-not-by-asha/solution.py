def solve():
    not_asha = ~Q(author__handle="asha_rao")
    return Post.objects.filter(Q(published=True) & not_asha)
