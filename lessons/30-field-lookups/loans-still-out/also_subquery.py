def solve():
    branches = Branch.objects.filter(code__in=["north-01", "south-01"])
    return Loan.objects.filter(branch__in=branches, returned_on=None)
