def solve():
    authors = Author.objects.all()
    return [(author.name, author.posts.count()) for author in authors]
