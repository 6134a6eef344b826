def solve():
    authors = Author.objects.prefetch_related("posts")
    author = authors.get(handle="asha_rao")
    with transaction.atomic():
        Post.objects.create(
            title="New",
            body="x",
            author=author,
            created="2026-06-30T00:00Z",
        )
        author.refresh_from_db(fields=["posts"])
        number = len(author.posts.all())
        transaction.set_rollback(True)
    return number
