def solve():
    Post.objects.filter(pk=1).update(views=F("views") + 1)
