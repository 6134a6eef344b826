def solve():
    return [
        loan
        for loan in Loan.objects.all()
        if loan.returned_on and loan.returned_on > loan.due_on
    ]
