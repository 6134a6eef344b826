def solve():
    return Loan.objects.filter(returned_on__gt=F("due_on"))
