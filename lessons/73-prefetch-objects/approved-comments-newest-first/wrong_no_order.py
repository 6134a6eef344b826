def solve():
    approved = Comment.objects.filter(approved=True)
    posts = Post.objects.prefetch_related(
        Prefetch("comment_set", queryset=approved, to_attr="approved")
    )
    return [
        (post.title, [comment.text for comment in post.approved])
        for post in posts
    ]
