def solve():
    authors = Author.objects.prefetch_related(
        "books__filter(pub_year__gt=2020)"
    )
    return [
        (author.handle, sorted(book.title for book in author.books.all()))
        for author in authors
    ]
