def solve():
    books = Book.objects.filter(pub_year__range=(2018, 2020))
    return books.order_by("title")
