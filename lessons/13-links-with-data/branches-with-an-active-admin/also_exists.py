def solve():
    grants = AccessGrant.objects.filter(
        branch=OuterRef("pk"), is_active=True, permission_level="admin"
    )
    return Branch.objects.filter(Exists(grants))
