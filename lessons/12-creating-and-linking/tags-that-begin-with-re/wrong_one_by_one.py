def solve():
    post = Post.objects.get(pk=1)
    for tag in Tag.objects.filter(name__startswith="re"):
        post.tags.add(tag)
