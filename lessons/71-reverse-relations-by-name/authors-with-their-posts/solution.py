def solve():
    authors = Author.objects.prefetch_related("posts")
    return [
        (
            author.handle,
            sorted(post.title for post in author.posts.all()),
        )
        for author in authors
    ]
