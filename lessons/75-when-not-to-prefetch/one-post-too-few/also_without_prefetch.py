def solve():
    author = Author.objects.get(handle="asha_rao")
    Post.objects.create(
        title="New", body="x", author=author, created="2026-06-30T00:00Z"
    )
    return author.posts.values_list("pk", flat=True)
