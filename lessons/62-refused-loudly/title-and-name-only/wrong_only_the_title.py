def solve():
    post = Post.objects.select_related("author").only("title").get(pk=1)
    return post.title, post.author.name
