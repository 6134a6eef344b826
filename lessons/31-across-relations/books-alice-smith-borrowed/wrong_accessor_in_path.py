def solve():
    books = Book.objects.filter(loan_set__member__name="Alice Smith")
    books = books.select_related("publisher").distinct()
    return [(b.title, b.publisher.name) for b in books]
