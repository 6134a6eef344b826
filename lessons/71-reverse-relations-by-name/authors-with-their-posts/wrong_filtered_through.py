def solve():
    authors = Author.objects.prefetch_related("posts")
    authors = authors.filter(posts__isnull=False)
    return [
        (author.handle, sorted(post.title for post in author.posts.all()))
        for author in authors
    ]
