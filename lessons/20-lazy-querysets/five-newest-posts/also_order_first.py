def solve():
    return Post.objects.order_by("-created").exclude(published=False)[:5]
