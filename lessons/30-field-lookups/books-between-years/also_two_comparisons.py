def solve():
    books = Book.objects.filter(pub_year__gte=2018, pub_year__lte=2020)
    return books.order_by("pub_year", "title")
