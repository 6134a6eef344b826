"""The dashboard that the staff of the library open every morning."""


def loan_book():
    lines = ["THE LOAN BOOK"]
    for loan in Loan.objects.select_related("book", "member").order_by("pk"):
        state = "out" if loan.returned_on is None else "back"
        lines.append(f"{loan.book.title}, {loan.member.name}: {state}")
    return lines


def shelf():
    lines = ["THE SHELF"]
    books = Book.objects.order_by("pk").prefetch_related("authors", "reviews")
    for book in books:
        names = sorted(author.name for author in book.authors.all())
        praise = [review for review in book.reviews.all() if review.rating >= 4]
        lines.append(f"{book.title}, {', '.join(names)}: {len(praise)} like it")
    return lines


def readers():
    lines = ["OUR READERS"]
    for member in Member.objects.order_by("pk").prefetch_related("loans"):
        lines.append(f"{member.name}: {len(member.loans.all())} loans")
    return lines


def on_duty():
    lines = ["ON DUTY"]
    for person in Staff.objects.select_related("role").order_by("pk"):
        lines.append(f"{person.full_name}, {person.role.name}")
    return lines


def from_the_blog():
    lines = ["FROM THE BLOG"]
    posts = Post.objects.filter(published=True).order_by("pk")
    for post in posts.only("title", "body"):
        lines.append(f"{post.title}: {post.body[:40]}")
    return lines


def solve():
    # The page, line by line.
    return [*loan_book(), *shelf(), *readers(), *on_duty(), *from_the_blog()]
