def solve():
    return Post.objects.filter(comments__approved=False).distinct()
