"""Rows fetched for what the database does better; counts that are too large."""

from tests.sandbox.findings.case import case

IN_PYTHON = [
    case("rows fetched to be counted", ("len_instead_of_count", "", 1, None),
         "Post.objects.filter(published=True).count()", """
        len(Post.objects.filter(published=True))
    """, """
        Post.objects.filter(published=True).count()
    """),
    case("a variable that is only counted", ("len_instead_of_count", "", 3, None), "posts.count()", """
        posts = Post.objects.all()
        posts = posts.filter(featured=False)
        print(len(posts))
    """, """
        posts = Post.objects.all()
        posts = posts.filter(featured=False)
        print(posts.count())
    """),
    case("a list that is only counted", ("len_instead_of_count", "", 2, None), "Loan.objects.count()", """
        loans = list(Loan.objects.all())
        print(len(loans))
    """, """
        print(Loan.objects.count())
    """),
    case("rows counted to know of any", ("len_instead_of_count", "", 1, None),
         "Loan.objects.filter(returned_on=None).exists()", """
        if len(Loan.objects.filter(returned_on=None)) > 0:
            print("books are out")
    """, """
        if Loan.objects.filter(returned_on=None).exists():
            print("books are out")
    """),
    case("rows counted anew", ("len_instead_of_count", "", 4, None), "posts.all().count()", """
        posts = Post.objects.filter(featured=True)
        print(sorted(post.pk for post in posts))
        Post.objects.update(featured=True)
        print(len(posts.all()))
    """, """
        posts = Post.objects.filter(featured=True)
        print(sorted(post.pk for post in posts))
        Post.objects.update(featured=True)
        print(posts.all().count())
    """),
    case("a sum in Python", ("python_side_aggregate", "Post.views", 1, 1),
         'Post.objects.aggregate(total=Sum("views"))["total"]', """
        sum(post.views for post in Post.objects.all())
    """, """
        Post.objects.aggregate(total=Sum("views"))["total"]
    """),
    case("a sum in a loop", ("python_side_aggregate", "Loan.renewals", 4, 3),
         'loans.aggregate(total=Sum("renewals"))["total"]', """
        loans = Loan.objects.filter(branch=1)
        total = 0
        for loan in loans:
            total += loan.renewals
        print(total)
    """, """
        loans = Loan.objects.filter(branch=1)
        print(loans.aggregate(total=Sum("renewals"))["total"])
    """),
    case("a sum of chosen rows", ("python_side_aggregate", "Post.views", 1, 1),
         'Post.objects.filter(published=True).aggregate(total=Sum("views"))["total"]', """
        sum(post.views for post in Post.objects.all() if post.published)
    """, """
        Post.objects.filter(published=True).aggregate(total=Sum("views"))["total"]
    """),
    case("a sum of products", ("python_side_aggregate", "Book.pages", 1, 1),
         'Book.objects.aggregate(total=Sum(F("pages") * F("copies")))["total"]', """
        sum(book.pages * book.copies for book in Book.objects.all())
    """, """
        Book.objects.aggregate(total=Sum(F("pages") * F("copies")))["total"]
    """),
    case("the greatest value", ("python_side_aggregate", "Post.likes", 1, 1),
         'Post.objects.aggregate(most=Max("likes"))["most"]', """
        max(post.likes for post in Post.objects.all())
    """, """
        Post.objects.aggregate(most=Max("likes"))["most"]
    """),
    case("the mean", ("python_side_aggregate", "Book.pages", 3, 3),
         'Book.objects.aggregate(mean=Avg("pages"))["mean"]', """
        from statistics import mean

        print(round(mean(book.pages for book in Book.objects.all()), 3))
    """, """
        print(round(Book.objects.aggregate(mean=Avg("pages"))["mean"], 3))
    """),
    case("a sum of values", ("python_side_aggregate", "", 1, None),
         'Post.objects.aggregate(total=Sum("views"))["total"]', """
        sum(Post.objects.values_list("views", flat=True))
    """, """
        Post.objects.aggregate(total=Sum("views"))["total"]
    """),
    case("rows counted one by one", ("python_side_aggregate", "", 4, 2), "Post.objects.filter(featured=True).count()", """
        number = 0
        for post in Post.objects.all():
            if post.featured:
                number += 1
        print(number)
    """, """
        print(Post.objects.filter(featured=True).count())
    """),
    case("rows chosen in brackets", ("python_side_filter", "Post.published", 1, 1),
         "Post.objects.filter(published=True, views__gte=1000)", """
        [post.title for post in Post.objects.all() if post.published and post.views >= 1000]
    """, """
        [post.title for post in Post.objects.filter(published=True, views__gte=1000)]
    """),
    case("rows chosen in a loop", ("python_side_filter", "Loan.returned_on", 3, 2),
         "loans.filter(returned_on__isnull=True)", """
        loans = Loan.objects.order_by("pk")
        for loan in loans:
            if loan.returned_on is None:
                print(loan.pk, loan.due_on)
    """, """
        loans = Loan.objects.order_by("pk")
        for loan in loans.filter(returned_on__isnull=True):
            print(loan.pk, loan.due_on)
    """),
    case("rows chosen from an iterator", ("python_side_filter", "Post.published", 2, 1),
         "Post.objects.filter(published=True)", """
        for post in Post.objects.iterator():
            if post.published:
                print(post.title)
    """, """
        for post in Post.objects.filter(published=True):
            print(post.title)
    """),
    case("rows left out in a loop", ("python_side_filter", "Comment.approved", 2, 1),
         "Comment.objects.filter(approved=True)", """
        for comment in Comment.objects.all():
            if not comment.approved:
                continue
            print(comment.text)
    """, """
        for comment in Comment.objects.filter(approved=True):
            print(comment.text)
    """),
    case("one column compared with another", ("python_side_filter", "Post.likes", 1, 1),
         'Post.objects.filter(likes__gt=F("comment_total"))', """
        [post.pk for post in Post.objects.all() if post.likes > post.comment_total]
    """, """
        [post.pk for post in Post.objects.filter(likes__gt=F("comment_total"))]
    """),
    case("rows of one of two kinds", ("python_side_filter", "Post.featured", 1, 1),
         "Post.objects.filter(Q(featured=True) | Q(views__gt=2000))", """
        [post.pk for post in Post.objects.all() if post.featured or post.views > 2000]
    """, """
        [post.pk for post in Post.objects.filter(Q(featured=True) | Q(views__gt=2000))]
    """),
    case("rows of a joined kind", ("python_side_filter", "Staff.role", 1, 1),
         'Staff.objects.select_related("role").filter(role__name="Manager")', """
        [person.pk for person in Staff.objects.select_related("role") if person.role.name == "Manager"]
    """, """
        [person.pk for person in Staff.objects.select_related("role").filter(role__name="Manager").select_related(None)]
    """),
    case("rows of one year", ("python_side_filter", "Post.created", 1, 1),
         "Post.objects.filter(created__year=2026)", """
        [post.pk for post in Post.objects.all() if post.created.year == 2026]
    """, """
        [post.pk for post in Post.objects.filter(created__year=2026)]
    """),
    case("chosen rows counted", ("python_side_filter", "Post.reviewed", 1, 1),
         "Post.objects.filter(reviewed__isnull=True).count()", """
        len([post for post in Post.objects.all() if post.reviewed is None])
    """, """
        Post.objects.filter(reviewed__isnull=True).count()
    """),
    case("any row of a kind", ("python_side_filter", "Post.views", 1, 1),
         "Post.objects.filter(views__gt=500).exists()", """
        any(post.views > 500 for post in Post.objects.all())
    """, """
        Post.objects.filter(views__gt=500).exists()
    """),
    case("rows chosen for a dictionary", ("python_side_filter", "Post.published", 1, 1),
         "Post.objects.filter(published=True)", """
        print(sorted({post.pk: post.title for post in Post.objects.all() if post.published}.items()))
    """, """
        print(sorted({post.pk: post.title for post in Post.objects.filter(published=True)}.items()))
    """),
    case("a count beside a distinct one", ("join_inflation", "Post.comment", 1, None),
         'annotate(c=Count("comment", distinct=True))', """
        for post in Post.objects.annotate(t=Count("tags", distinct=True), c=Count("comment")):
            print(post.t, post.c)
    """, """
        for post in Post.objects.annotate(t=Count("tags", distinct=True)).annotate(c=Count("comment", distinct=True)):
            print(post.t, post.c)
    """, same=False),
    case("two counts over two joins", ("join_inflation", "Post.vote", 1, None),
         'annotate(v=Count("vote", distinct=True), c=Count("comment", distinct=True))', """
        for post in Post.objects.annotate(v=Count("vote"), c=Count("comment")):
            print(post.v, post.c)
    """, """
        for post in Post.objects.annotate(v=Count("vote", distinct=True), c=Count("comment", distinct=True)):
            print(post.v, post.c)
    """, same=False),
    case("a conditional count beside another", ("join_inflation", "Book.loans", 2, None),
         'annotate(a=Count("loans", distinct=True), r=Count("reviews", filter=Q(reviews__rating=5), distinct=True))', """
        rows = Book.objects.annotate(a=Count("loans"), r=Count("reviews", filter=Q(reviews__rating=5))).values("a", "r")
        print(list(rows))
    """, """
        rows = Book.objects.annotate(a=Count("loans", distinct=True), r=Count("reviews", filter=Q(reviews__rating=5), distinct=True)).values("a", "r")
        print(list(rows))
    """, same=False),
    case("a sum beside a count", ("join_inflation", "Member.loans", 1, None),
         'annotate(total=Subquery(Loan.objects.filter(member=OuterRef("pk")).order_by().values("member")'
         '.annotate(total=Sum("renewals")).values("total")), c=Count("comments", distinct=True))', """
        for member in Member.objects.annotate(total=Sum("loans__renewals"), c=Count("comments")):
            print(member.total, member.c)
    """, """
        for member in Member.objects.annotate(total=Subquery(Loan.objects.filter(member=OuterRef("pk")).order_by().values("member").annotate(total=Sum("renewals")).values("total")), c=Count("comments", distinct=True)):
            print(member.total, member.c)
    """, same=False),
]
