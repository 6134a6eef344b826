def solve():
    return [(post.title, post.author__id) for post in Post.objects.all()]
