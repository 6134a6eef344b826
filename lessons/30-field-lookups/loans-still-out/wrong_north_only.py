def solve():
    return Loan.objects.filter(branch__code="north-01", returned_on__isnull=True)
