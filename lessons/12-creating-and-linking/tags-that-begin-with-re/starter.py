def solve():
    post = Post.objects.get(pk=1)
    tags = Tag.objects.filter(name__startswith="re")
    # Put these tags on the post.
    return post, list(tags)
