def solve():
    return Post.objects.filter(
        Q(published=True) & Q(author__handle="john_doe")
        | Q(author__handle="jane_roe")
    )
