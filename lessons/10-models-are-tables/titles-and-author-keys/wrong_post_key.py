def solve():
    return [(post.title, post.pk) for post in Post.objects.all()]
