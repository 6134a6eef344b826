def solve():
    codes = ["north-01", "south-01"]
    out = Loan.objects.filter(returned_on__isnull=True)
    return [loan for loan in out if loan.branch.code in codes]
