def solve():
    author = Author.objects.prefetch_related("posts").get(handle="asha_rao")
    Post.objects.create(
        title="New", body="x", author=author, created="2026-06-30T00:00Z"
    )
    author.refresh_from_db(fields=["posts"])
    return [post.pk for post in author.posts.all()]
