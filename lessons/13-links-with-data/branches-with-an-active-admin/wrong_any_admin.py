def solve():
    return Branch.objects.filter(
        accessgrant__permission_level="admin"
    ).distinct()
