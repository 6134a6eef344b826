def solve():
    Post.objects.get(pk=1).tags.add(Tag.objects.filter(name__startswith="re"))
