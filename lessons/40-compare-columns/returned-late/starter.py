def solve():
    # A book that is back late came back after it was due.
    return Loan.objects.filter(due_on__lt=TODAY)
