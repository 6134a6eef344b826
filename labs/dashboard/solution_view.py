from django.shortcuts import render


def loan_book():
    loans = Loan.objects.select_related("book", "member")
    return loans.order_by("pk")


def shelf():
    books = Book.objects.prefetch_related("authors", "reviews")
    books = books.order_by("pk")
    for book in books:
        book.praise = [
            review for review in book.reviews.all() if review.rating >= 4
        ]
    return books


def readers():
    return Member.objects.annotate(borrowed=Count("loans")).order_by("pk")


def on_duty():
    return Staff.objects.select_related("role").order_by("pk")


def from_the_blog():
    posts = Post.objects.filter(published=True)
    return posts.order_by("pk").only("title", "body")


def dashboard(request):
    context = {
        "loans": loan_book(),
        "books": shelf(),
        "members": readers(),
        "staff": on_duty(),
        "posts": from_the_blog(),
    }
    return render(request, "library/dashboard.html", context)
