def solve():
    return Post.objects.filter(
        Q(author__handle="john_doe" | "jane_roe") & Q(published=True)
    )
