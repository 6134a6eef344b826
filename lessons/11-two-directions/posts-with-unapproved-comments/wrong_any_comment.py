def solve():
    return Post.objects.filter(comment__isnull=False).distinct()
