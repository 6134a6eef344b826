def solve():
    authors = Author.objects.prefetch_related("books")
    return [
        (author.handle, sorted(book.title for book in author.books.all()))
        for author in authors
    ]
