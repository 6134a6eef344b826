def solve():
    rows = Vote.objects.values("post", "post__title").annotate(n=Count("pk"))
    return [(row["post__title"], row["n"]) for row in rows]
