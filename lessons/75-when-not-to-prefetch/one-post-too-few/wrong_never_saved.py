def solve():
    authors = Author.objects.prefetch_related("posts")
    author = authors.get(handle="asha_rao")
    with transaction.atomic():
        Post(
            title="New",
            body="x",
            author=author,
            created="2026-06-30T00:00Z",
        )
        number = len(author.posts.all())
        transaction.set_rollback(True)
    return number
