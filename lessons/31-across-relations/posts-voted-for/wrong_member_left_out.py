def solve():
    return Post.objects.filter(vote__handle="m003")
