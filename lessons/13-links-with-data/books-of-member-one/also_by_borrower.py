def solve():
    return Book.objects.filter(borrowers=1).distinct()
