def solve():
    author = Author.objects.prefetch_related("posts").get(handle="asha_rao")
    Post.objects.create(
        title="New", body="x", author=author, created="2026-06-30T00:00Z"
    )
    return len(author.posts.all()) + 1
