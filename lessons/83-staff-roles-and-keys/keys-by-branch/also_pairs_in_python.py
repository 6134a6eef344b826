def solve():
    working = Count("accessgrant", filter=Q(accessgrant__is_active=True))
    branches = Branch.objects.annotate(n=working).order_by("code")
    return [(branch.code, branch.n) for branch in branches]
