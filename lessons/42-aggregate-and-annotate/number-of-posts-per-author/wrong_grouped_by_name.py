def solve():
    rows = Post.objects.values("author__name").annotate(n=Count("pk"))
    return [(row["author__name"], row["n"]) for row in rows]
