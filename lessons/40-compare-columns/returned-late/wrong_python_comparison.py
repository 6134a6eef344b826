def solve():
    return Loan.objects.filter(returned_on > due_on)
