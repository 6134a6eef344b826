def solve():
    return Post.objects.filter(F("likes") > F("comment_total"))
