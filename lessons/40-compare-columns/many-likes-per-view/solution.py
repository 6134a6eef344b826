def solve():
    posts = Post.objects.annotate(x=F("likes") * 100)
    return posts.filter(x__gt=F("views"))
