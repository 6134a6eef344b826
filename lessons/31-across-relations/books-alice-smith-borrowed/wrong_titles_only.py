def solve():
    books = Book.objects.filter(loans__member__name="Alice Smith")
    return [b.title for b in books.distinct()]
