def solve():
    posts = Post.objects.prefetch_related("comment")
    return [(post.title, len(post.comment_set.all())) for post in posts]
