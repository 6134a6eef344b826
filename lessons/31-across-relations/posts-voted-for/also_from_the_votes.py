def solve():
    votes = Vote.objects.filter(member__handle="m003")
    return [vote.post for vote in votes.select_related("post")]
