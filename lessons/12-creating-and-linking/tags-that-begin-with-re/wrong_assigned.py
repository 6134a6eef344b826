def solve():
    post = Post.objects.get(pk=1)
    post.tags = Tag.objects.filter(name__startswith="re")
