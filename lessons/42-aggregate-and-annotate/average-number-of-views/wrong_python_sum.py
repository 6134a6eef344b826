def solve():
    total = sum(post.views for post in Post.objects.all())
    return {"views__avg": total / Post.objects.count()}
