def solve():
    return Post.objects.order_by("-created")[:5].filter(published=True)
