def solve():
    return Post.objects.filter(likes__gt=F("comment"))
