def solve():
    return Branch.objects.filter(
        accessgrant__is_active=True,
        accessgrant__permission_level="admin",
    )
