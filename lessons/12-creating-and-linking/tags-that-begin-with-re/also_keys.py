def solve():
    tags = Tag.objects.filter(name__startswith="re")
    Post.objects.get(pk=1).tags.add(*tags.values_list("pk", flat=True))
