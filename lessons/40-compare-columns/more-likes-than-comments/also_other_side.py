def solve():
    return Post.objects.filter(comment_total__lt=F("likes"))
