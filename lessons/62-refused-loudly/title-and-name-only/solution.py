def solve():
    posts = Post.objects.select_related("author")
    post = posts.only("title", "author__name").get(pk=1)
    return post.title, post.author.name
