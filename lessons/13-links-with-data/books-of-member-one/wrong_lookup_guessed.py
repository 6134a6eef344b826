def solve():
    return Book.objects.filter(loan__member=1).distinct()
