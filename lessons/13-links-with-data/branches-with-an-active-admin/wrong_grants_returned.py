def solve():
    return AccessGrant.objects.filter(
        is_active=True, permission_level="admin"
    )
