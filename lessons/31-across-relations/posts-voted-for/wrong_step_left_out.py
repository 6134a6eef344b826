def solve():
    return Post.objects.filter(votes__handle="m003")
