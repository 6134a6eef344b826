def solve():
    return Post.objects.filter(likes__lt=F("comment_total"))
