def solve():
    grants = AccessGrant.objects.filter(is_active=True)
    grants = grants.select_related("staff__role", "branch")
    return [
        (
            g.staff.full_name,
            g.staff.role.name,
            g.branch.code,
            g.permission_level,
        )
        for g in grants
    ]
