def solve():
    post = Post.objects.select_related("author").defer("author__bio").get(pk=1)
    return post.title, post.author.name
