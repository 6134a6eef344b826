def solve():
    return Post.objects.filter(
        Q(author__handle="john_doe")
        | Q(author__handle="jane_roe")
        | Q(published=True)
    )
