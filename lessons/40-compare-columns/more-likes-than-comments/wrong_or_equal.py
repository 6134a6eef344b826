def solve():
    return Post.objects.filter(likes__gte=F("comment_total"))
