def solve():
    working = Q(accessgrant__is_active=True)
    branches = Branch.objects.annotate(
        n=Count("accessgrant", filter=working)
    )
    return branches.order_by("code").values_list("code", "n")
