def solve():
    return Post.objects.filter(published=True).order_by("-created")
