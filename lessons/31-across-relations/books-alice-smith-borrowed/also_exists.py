def solve():
    loans = Loan.objects.filter(book=OuterRef("pk"), member__name="Alice Smith")
    books = Book.objects.filter(Exists(loans))
    return list(books.values_list("title", "publisher__name"))
