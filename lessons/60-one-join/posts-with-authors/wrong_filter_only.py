def solve():
    return [(post.title, post.author.name) for post in Post.objects.filter(author__isnull=False)]
