def solve():
    codes = ["north-01", "south-01"]
    return Loan.objects.filter(branch__in_code=codes)
