def solve():
    waiting = Comment.objects.filter(approved=False)
    return Post.objects.filter(pk__in=waiting.values("post"))
