def solve():
    return Post.objects.filter(
        created__gte="2026-01-01T00:00Z",
        created__lt="2027-01-01T00:00Z",
        views__gt=999,
    )
