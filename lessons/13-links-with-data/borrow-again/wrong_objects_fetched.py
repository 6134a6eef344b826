def solve():
    old = Loan.objects.get(pk=1)
    Loan.objects.create(
        member=old.member,
        book=old.book,
        branch=old.branch,
        loaned_on=TODAY,
        due_on=TODAY + timedelta(days=21),
    )
