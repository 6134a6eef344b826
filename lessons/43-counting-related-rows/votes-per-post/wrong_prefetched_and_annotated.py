def solve():
    posts = (
        Post.objects.prefetch_related("vote_set")
        .annotate(total_votes=Count("vote"))
        .all()
    )
    return [(post.title, post.total_votes) for post in posts]
