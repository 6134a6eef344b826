def solve():
    return [(post.title, post.author_id) for post in Post.objects.all()]
