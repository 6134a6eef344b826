def solve():
    member = Member.objects.get(pk=1)
    return {loan.book for loan in member.loans.all()}
