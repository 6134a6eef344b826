def solve():
    authors = Author.objects.prefetch_related("posts")
    return [
        (author.handle, [post.title for post in author.posts.order_by("title")])
        for author in authors
    ]
