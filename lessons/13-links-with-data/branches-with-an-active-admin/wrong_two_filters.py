def solve():
    active = Branch.objects.filter(accessgrant__is_active=True)
    return active.filter(accessgrant__permission_level="admin").distinct()
