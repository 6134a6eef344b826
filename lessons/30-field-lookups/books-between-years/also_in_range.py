def solve():
    books = Book.objects.filter(pub_year__in=range(2018, 2021))
    return books.order_by("pub_year", "title", "pk")
