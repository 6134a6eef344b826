def solve():
    branch = Branch.objects.get(code="harbour-01")
    managers = Staff.objects.filter(role__name="Manager")
    AccessGrant.objects.bulk_create(
        [
            AccessGrant(
                staff=s, branch=branch, permission_level="admin", is_active=True
            )
            for s in managers
        ],
        update_conflicts=True,
        unique_fields=["staff", "branch"],
        update_fields=["permission_level", "is_active"],
    )
