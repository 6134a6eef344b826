def solve():
    authors = Author.objects.prefetch_related("posts")
    author = authors.get(handle="asha_rao")
    author.posts.create(
        title="New", body="x", created="2026-06-30T00:00Z"
    )
    return [post.pk for post in author.posts.all()]
