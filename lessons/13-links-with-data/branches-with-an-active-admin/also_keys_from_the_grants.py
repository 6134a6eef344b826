def solve():
    grants = AccessGrant.objects.filter(
        is_active=True, permission_level="admin"
    )
    return Branch.objects.filter(pk__in=grants.values("branch"))
