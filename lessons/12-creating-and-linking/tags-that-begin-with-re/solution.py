def solve():
    post = Post.objects.get(pk=1)
    post.tags.add(*Tag.objects.filter(name__startswith="re"))
