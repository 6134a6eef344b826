def solve():
    posts = Post.objects.order_by("-created")
    return posts[10:20]
