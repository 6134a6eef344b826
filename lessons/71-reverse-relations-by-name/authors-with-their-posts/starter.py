def solve():
    authors = Author.objects.all()
    return [
        (
            author.handle,
            sorted(post.title for post in author.posts.all()),
        )
        for author in authors
    ]
