def solve():
    posts = Post.objects.annotate(number=Count("comment"))
    return [(post.title, post.number) for post in posts]
