def solve():
    return Loan.objects.filter(returned_on__gt=due_on)
