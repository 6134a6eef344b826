def solve():
    branches = Branch.objects.annotate(n=Count("accessgrant"))
    return branches.order_by("code").values_list("code", "n")
