def solve():
    books = Book.objects.filter(loans__member__name="Alice Smith")
    books = books.prefetch_related("publisher").distinct()
    return [(b.title, b.publisher.name) for b in books]
