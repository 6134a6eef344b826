def solve():
    return [(loan.pk, loan.member_id) for loan in Loan.objects.all()]
