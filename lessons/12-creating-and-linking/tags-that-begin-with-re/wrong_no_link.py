def solve():
    post = Post.objects.get(pk=1)
    tags = Tag.objects.filter(name__startswith="re")
    return post, list(tags)
