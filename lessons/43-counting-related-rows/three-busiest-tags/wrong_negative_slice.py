def solve():
    tags = Tag.objects.annotate(n=Count("posts")).order_by("n", "name")[-3:]
    return [tag.name for tag in tags]
