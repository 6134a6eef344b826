def solve():
    tags = Tag.objects.annotate(n=Count("posts"))[:3]
    return [tag.name for tag in tags.order_by("-n", "name")]
