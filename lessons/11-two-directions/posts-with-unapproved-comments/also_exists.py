def solve():
    waiting = Comment.objects.filter(post=OuterRef("pk"), approved=False)
    return Post.objects.filter(Exists(waiting))
