def solve():
    posts = Post.objects.prefetch_related("comments")
    return [(post.title, len(post.comments.all())) for post in posts]
