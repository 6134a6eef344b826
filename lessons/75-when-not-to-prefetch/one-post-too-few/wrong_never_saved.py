def solve():
    author = Author.objects.prefetch_related("posts").get(handle="asha_rao")
    Post(title="New", body="x", author=author, created="2026-06-30T00:00Z")
    return [post.pk for post in author.posts.all()]
