def solve():
    authors = Author.objects.prefetch_related("posts")
    return [(author.name, author.posts.count()) for author in authors]
