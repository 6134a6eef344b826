def solve():
    post = Post.objects.get(pk=1)
    author_of_post = None
    return author_of_post
