def solve():
    posts = Post.objects.filter(published=True).order_by("-created")
    return list(posts)[:5]
