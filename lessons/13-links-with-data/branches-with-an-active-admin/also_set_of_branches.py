def solve():
    grants = AccessGrant.objects.filter(
        is_active=True, permission_level="admin"
    )
    return {grant.branch for grant in grants.select_related("branch")}
