"""The dashboard that the staff of the library open every morning."""


def loan_book():
    lines = ["THE LOAN BOOK"]
    for loan in Loan.objects.select_related("book", "member").order_by("pk"):
        state = "out" if loan.returned_on is None else "back"
        lines.append(f"{loan.book.title}, {loan.member.name}: {state}")
    return lines


def shelf():
    lines = ["THE SHELF"]
    for book in Book.objects.order_by("pk").prefetch_related("reviews"):
        names = sorted(author.name for author in book.authors.all())
        praise = book.reviews.filter(rating__gte=4)
        lines.append(f"{book.title}, {', '.join(names)}: {len(praise)} like it")
    return lines


def readers():
    lines = ["OUR READERS"]
    for member in Member.objects.order_by("pk"):
        lines.append(f"{member.name}: {member.loans.count()} loans")
    return lines


def on_duty():
    lines = ["ON DUTY"]
    for person in Staff.objects.order_by("pk"):
        role = Role.objects.get(pk=person.role_id)
        lines.append(f"{person.full_name}, {role.name}")
    return lines


def from_the_blog():
    lines = ["FROM THE BLOG"]
    posts = Post.objects.filter(published=True).order_by("pk")
    for post in posts.only("title"):
        lines.append(f"{post.title}: {post.body[:40]}")
    return lines


def solve():
    # The page, line by line.
    return [*loan_book(), *shelf(), *readers(), *on_duty(), *from_the_blog()]
