def solve():
    # Review: "comment_set is defined nowhere in our models."
    posts = Post.objects.prefetch_related("comments")
    return [(post.title, len(post.comments.all())) for post in posts]
