def solve():
    post = Post.objects.select_related("author__name").get(pk=1)
    return post.title, post.author.name
