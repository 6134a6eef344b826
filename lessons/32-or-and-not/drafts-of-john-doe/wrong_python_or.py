def solve():
    return Post.objects.filter(
        Q(author__handle="john_doe") or Q(author__handle="jane_roe"),
        published=True,
    )
