def solve():
    branches = Branch.objects.filter(accessgrant__is_active=True)
    branches = branches.annotate(n=Count("accessgrant"))
    return branches.order_by("code").values_list("code", "n")
