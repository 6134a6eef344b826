def solve():
    return list(Loan.objects.values_list("pk", "member__name"))
