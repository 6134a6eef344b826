def solve():
    posts = Post.objects.annotate(total_votes=Count("vote"))
    return [(post.title, post.total_votes.count()) for post in posts]
