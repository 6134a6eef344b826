def solve():
    return Post.objects.filter(published=True)
