def solve():
    return [(loan.pk, loan.member.name) for loan in Loan.objects.prefetch_related("member")]
