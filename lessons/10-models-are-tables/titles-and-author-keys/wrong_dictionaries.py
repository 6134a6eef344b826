def solve():
    return Post.objects.values("title", "author_id")
