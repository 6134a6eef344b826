def solve():
    old = Loan.objects.get(pk=1)
    # Record that the same member borrows the same book again, today.
