def solve():
    books = Book.objects.filter(loans__member__name="Alice Smith")
    return [(b.title, b.publisher.name) for b in books]
