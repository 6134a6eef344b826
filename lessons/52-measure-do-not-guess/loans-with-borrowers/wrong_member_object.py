def solve():
    loans = Loan.objects.select_related("member")
    return [(loan.pk, loan.member) for loan in loans]
