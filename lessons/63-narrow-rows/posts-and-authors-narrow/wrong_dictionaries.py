def solve():
    return Post.objects.values("title", "author__name")
