def solve():
    post = Post.objects.get(pk=1)
    new = Tag.objects.filter(name__startswith="re")
    post.tags.set([*post.tags.all(), *new])
