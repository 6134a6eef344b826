def solve():
    return Post.objects.filter(vote__member="m003")
