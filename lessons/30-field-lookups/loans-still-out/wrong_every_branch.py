def solve():
    return Loan.objects.filter(returned_on__isnull=True)
