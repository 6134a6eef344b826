def solve():
    loans = Loan.objects.all()
    return [(loan.pk, loan.member_id) for loan in loans]
