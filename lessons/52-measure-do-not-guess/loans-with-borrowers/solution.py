def solve():
    return [(loan.pk, loan.member.name) for loan in Loan.objects.select_related("member")]
