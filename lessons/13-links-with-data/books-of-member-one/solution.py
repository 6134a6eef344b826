def solve():
    return Member.objects.get(pk=1).borrowed_books.distinct()
