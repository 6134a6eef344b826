def solve():
    return Book.objects.filter(borrowers=1)
