def solve():
    posts = Post.objects.prefetch_related("comment_set")
    return [(post.title, len(post.comments.all())) for post in posts]
