def solve():
    return [
        (branch.code, branch.accessgrant_set.filter(is_active=True).count())
        for branch in Branch.objects.order_by("code")
    ]
