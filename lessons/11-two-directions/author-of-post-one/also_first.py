def solve():
    post = Post.objects.filter(pk=1).first()
    return post.author.name
