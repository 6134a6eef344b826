def solve():
    loans = Loan.objects.filter(member=1).select_related("book")
    return {loan.book for loan in loans}
