def solve():
    books = Book.objects.filter(pub_year__gt=2018, pub_year__lt=2020)
    return books.order_by("pub_year", "title")
