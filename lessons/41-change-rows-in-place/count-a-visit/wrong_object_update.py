def solve():
    Post.objects.get(pk=1).update(views=F("views") + 1)
