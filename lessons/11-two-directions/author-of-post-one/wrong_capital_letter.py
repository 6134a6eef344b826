def solve():
    post = Post.objects.get(pk=1)
    return post.Author.name
