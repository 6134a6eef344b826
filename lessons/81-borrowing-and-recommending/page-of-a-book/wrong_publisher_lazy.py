def solve():
    b = Book.objects.get(pk=1)
    others = Book.objects.filter(publisher=b.publisher).exclude(pk=b.pk)
    return (
        b.publisher.name,
        sorted(other.title for other in others),
        sorted(book.title for book in b.recommended.all()),
    )
