def solve():
    codes = ["north-01", "south-01"]
    return Loan.objects.filter(
        branch__code__in=codes, returned_on__isnull=True
    )
