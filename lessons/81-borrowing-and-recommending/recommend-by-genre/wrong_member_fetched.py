def solve():
    m = Member.objects.get(pk=1)
    genres = Genre.objects.filter(books__borrowers=m)
    books = Book.objects.filter(genres__in=genres).exclude(borrowers=m)
    return books.distinct().order_by("title")
