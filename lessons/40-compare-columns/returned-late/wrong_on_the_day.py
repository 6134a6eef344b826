def solve():
    return Loan.objects.filter(returned_on__gte=F("due_on"))
