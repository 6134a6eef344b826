def solve():
    tags = Tag.objects.annotate(n=Count("posts")).order_by("-n", "name")
    return list(tags[:3])
