def solve():
    loans = Loan.objects.all()
    return [(loan.pk, loan.member.name) for loan in loans]
