def solve():
    old = Loan.objects.select_related("member").get(pk=1)
    old.member.loans.create(
        book_id=old.book_id,
        branch_id=old.branch_id,
        loaned_on=TODAY,
        due_on=TODAY + timedelta(days=21),
    )
