def solve():
    old = Loan.objects.select_related("member").get(pk=1)
    old.member.borrowed_books.add(
        old.book_id,
        through_defaults={
            "branch_id": old.branch_id,
            "loaned_on": TODAY,
            "due_on": TODAY + timedelta(days=21),
        },
    )
