def solve():
    return Post.objects.filter(comment__member__handle="m003").distinct()
