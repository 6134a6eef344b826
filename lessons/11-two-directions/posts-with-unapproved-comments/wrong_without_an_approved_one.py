def solve():
    return Post.objects.exclude(comment__approved=True)
