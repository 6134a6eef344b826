def solve():
    return [(post.title, post.author.id) for post in Post.objects.all()]
