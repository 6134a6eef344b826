def solve():
    tags = list(Tag.objects.filter(name__startswith="re"))
    Post.objects.get(pk=1).tags.add(tags)
