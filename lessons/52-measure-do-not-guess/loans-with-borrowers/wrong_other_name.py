def solve():
    loans = Loan.objects.select_related("borrower")
    return [(loan.pk, loan.member.name) for loan in loans]
