def solve():
    members = Member.objects.prefetch_related("borrowed_books__genres")
    m = members.get(pk=1)
    books = Book.objects.filter(
        genres__in=m.borrowed_books.values_list("genres", flat=True)
    )
    return books.order_by("title")
