def solve():
    Post.objects.filter(id=1).update(views=1 + F("views"))
