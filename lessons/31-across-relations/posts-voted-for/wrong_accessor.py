def solve():
    return Post.objects.filter(vote_set__member__handle="m003")
