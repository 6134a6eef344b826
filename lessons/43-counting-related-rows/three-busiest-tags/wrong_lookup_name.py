def solve():
    tags = Tag.objects.annotate(n=Count("post")).order_by("-n", "name")
    return [tag.name for tag in tags[:3]]
