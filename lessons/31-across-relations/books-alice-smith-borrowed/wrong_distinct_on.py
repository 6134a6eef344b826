def solve():
    books = Book.objects.filter(loans__member__name="Alice Smith")
    books = books.select_related("publisher").distinct("title")
    return [(b.title, b.publisher.name) for b in books]
