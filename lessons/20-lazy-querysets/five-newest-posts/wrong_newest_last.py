def solve():
    posts = Post.objects.filter(published=True)
    return list(reversed(posts.order_by("-created")[:5]))
