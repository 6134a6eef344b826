def solve():
    Post.objects.update(views=F("views") + 1)
