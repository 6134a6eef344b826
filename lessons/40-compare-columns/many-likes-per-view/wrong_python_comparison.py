def solve():
    return Post.objects.filter(F("likes") * 100 > F("views"))
