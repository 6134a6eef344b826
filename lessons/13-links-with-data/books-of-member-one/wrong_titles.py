def solve():
    books = Member.objects.get(pk=1).borrowed_books.distinct()
    return books.values_list("title", flat=True)
