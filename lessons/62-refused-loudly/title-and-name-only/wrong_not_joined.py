def solve():
    post = Post.objects.only("title", "author__name").get(pk=1)
    return post.title, post.author.name
