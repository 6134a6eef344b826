def solve():
    return Loan.objects.exclude(returned_on__lte=F("due_on"))
