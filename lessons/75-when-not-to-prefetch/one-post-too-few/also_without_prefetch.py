def solve():
    author = Author.objects.get(handle="asha_rao")
    with transaction.atomic():
        Post.objects.create(
            title="New",
            body="x",
            author=author,
            created="2026-06-30T00:00Z",
        )
        number = author.posts.count()
        transaction.set_rollback(True)
    return number
