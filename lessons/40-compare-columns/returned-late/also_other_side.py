def solve():
    return Loan.objects.filter(due_on__lt=F("returned_on"))
