def solve():
    publisher = Publisher.objects.prefetch_related("books__reviews").get(
        name="TechCorp Press"
    )
    return [
        (book.title, sorted(review.rating for review in book.reviews.all()))
        for book in publisher.books.all()
    ]
