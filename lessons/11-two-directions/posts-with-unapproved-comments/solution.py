def solve():
    return Post.objects.filter(comment__approved=False).distinct()
