def solve():
    return Vote.objects.filter(member__handle="m003")
