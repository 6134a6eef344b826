def solve():
    member = Member.objects.get(pk=1)
    # Return the books that this member has borrowed, each once.
    return member.loans.all()
