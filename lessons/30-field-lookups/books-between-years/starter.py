def solve():
    return Book.objects.all()
