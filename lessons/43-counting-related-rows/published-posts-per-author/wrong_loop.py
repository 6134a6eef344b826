def solve():
    return [
        (author.handle, author.posts.filter(published=True).count())
        for author in Author.objects.all()
    ]
