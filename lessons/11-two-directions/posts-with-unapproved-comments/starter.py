def solve():
    return Post.objects.filter(comment_set__approved=False)
