def solve():
    Post.objects.filter(pk=1).update(views="views" + 1)
