def solve():
    posts = Post.objects.annotate(n=Count("comment"))
    return posts.filter(likes__gt=F("n"))
