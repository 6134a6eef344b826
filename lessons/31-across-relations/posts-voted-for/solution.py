def solve():
    return Post.objects.filter(vote__member__handle="m003")
