def solve():
    books = Book.objects.filter(borrowers__name="Alice Smith")
    books = books.select_related("publisher").distinct()
    return [(b.title, b.publisher.name) for b in books]
