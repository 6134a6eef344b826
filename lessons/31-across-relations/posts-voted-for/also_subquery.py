def solve():
    votes = Vote.objects.filter(member__handle="m003")
    return Post.objects.filter(pk__in=votes.values("post"))
