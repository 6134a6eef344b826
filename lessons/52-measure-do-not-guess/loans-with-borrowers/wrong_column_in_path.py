def solve():
    loans = Loan.objects.select_related("member__name")
    return [(loan.pk, loan.member.name) for loan in loans]
