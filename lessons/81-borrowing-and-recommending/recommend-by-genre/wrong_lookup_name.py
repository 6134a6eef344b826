def solve():
    genres = Genre.objects.filter(books__members=1)
    books = Book.objects.filter(genres__in=genres).exclude(members=1)
    return books.distinct().order_by("title")
