def solve():
    tags = Tag.objects.annotate(n=Count("posts")).order_by("name", "-n")
    return [tag.name for tag in tags[:3]]
