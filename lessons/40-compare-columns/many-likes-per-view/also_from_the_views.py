def solve():
    return Post.objects.filter(views__lt=F("likes") * 100)
