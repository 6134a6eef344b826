def solve():
    grants = AccessGrant.objects.filter(is_active=True)
    return [
        (
            g.staff.full_name,
            g.staff.role.name,
            g.branch.code,
            g.permission_level,
        )
        for g in grants
    ]
