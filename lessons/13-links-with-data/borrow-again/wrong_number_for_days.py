def solve():
    old = Loan.objects.get(pk=1)
    Loan.objects.create(
        member_id=old.member_id,
        book_id=old.book_id,
        branch_id=old.branch_id,
        loaned_on=TODAY,
        due_on=TODAY + 21,
    )
