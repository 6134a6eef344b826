def solve():
    alice = Member.objects.get(name="Alice Smith")
    books = Book.objects.filter(loans__member=alice)
    books = books.select_related("publisher").distinct()
    return [(b.title, b.publisher.name) for b in books]
