def solve():
    borrowed = Loan.objects.filter(member=1).values("book")
    genres = Genre.objects.filter(books__in=borrowed)
    books = Book.objects.filter(genres__in=genres).exclude(pk__in=borrowed)
    return books.distinct().order_by("title")
