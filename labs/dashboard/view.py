from django.shortcuts import render


def loan_book():
    return Loan.objects.order_by("pk")


def shelf():
    books = Book.objects.prefetch_related("reviews")
    books = books.order_by("pk")
    for book in books:
        book.praise = book.reviews.filter(rating__gte=4)
    return books


def readers():
    return Member.objects.order_by("pk")


def on_duty():
    staff = Staff.objects.order_by("pk")
    for person in staff:
        person.job = Role.objects.get(pk=person.role_id)
    return staff


def from_the_blog():
    posts = Post.objects.filter(published=True)
    return posts.order_by("pk").only("title")


def dashboard(request):
    context = {
        "loans": loan_book(),
        "books": shelf(),
        "members": readers(),
        "staff": on_duty(),
        "posts": from_the_blog(),
    }
    return render(request, "library/dashboard.html", context)
