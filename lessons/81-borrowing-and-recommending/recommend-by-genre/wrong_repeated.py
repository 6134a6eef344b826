def solve():
    genres = Genre.objects.filter(books__borrowers=1)
    books = Book.objects.filter(genres__in=genres).exclude(borrowers=1)
    return books.order_by("title")
