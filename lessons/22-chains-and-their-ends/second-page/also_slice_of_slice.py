def solve():
    newest = Post.objects.order_by("-created", "-pk")
    return list(newest[10:][:10])
