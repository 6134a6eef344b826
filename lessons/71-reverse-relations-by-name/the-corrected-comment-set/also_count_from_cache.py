def solve():
    posts = Post.objects.prefetch_related("comment_set")
    return [(post.title, post.comment_set.count()) for post in posts]
