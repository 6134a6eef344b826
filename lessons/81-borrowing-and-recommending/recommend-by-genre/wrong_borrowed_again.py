def solve():
    genres = Genre.objects.filter(books__borrowers=1)
    books = Book.objects.filter(genres__in=genres)
    return books.distinct().order_by("title")
