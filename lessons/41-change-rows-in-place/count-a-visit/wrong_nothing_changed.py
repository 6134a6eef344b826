def solve():
    post = Post.objects.get(pk=1)
    post.views += 1
