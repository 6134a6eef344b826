def solve():
    return Post.objects.filter(views__gt=F("likes") * 100)
