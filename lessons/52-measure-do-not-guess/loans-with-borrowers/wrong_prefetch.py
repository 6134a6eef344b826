def solve():
    loans = Loan.objects.prefetch_related("member")
    return [(loan.pk, loan.member.name) for loan in loans]
