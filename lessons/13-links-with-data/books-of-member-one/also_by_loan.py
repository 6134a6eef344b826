def solve():
    return Book.objects.filter(loans__member=1).distinct()
