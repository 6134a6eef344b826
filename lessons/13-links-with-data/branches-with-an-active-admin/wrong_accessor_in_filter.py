def solve():
    return Branch.objects.filter(
        accessgrant_set__is_active=True,
        accessgrant_set__permission_level="admin",
    ).distinct()
