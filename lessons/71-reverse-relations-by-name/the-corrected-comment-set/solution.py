def solve():
    posts = Post.objects.prefetch_related("comment_set")
    return [(post.title, len(post.comment_set.all())) for post in posts]
