def solve():
    member = Member.objects.get(pk=1)
    return member.loans.all()
