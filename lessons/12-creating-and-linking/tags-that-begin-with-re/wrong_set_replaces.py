def solve():
    Post.objects.get(pk=1).tags.set(Tag.objects.filter(name__startswith="re"))
