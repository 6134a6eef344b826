def solve():
    member = Member.objects.get(handle="m003")
    return [vote.post for vote in member.votes.all()]
