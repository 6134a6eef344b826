def solve():
    branch = Branch.objects.get(code="harbour-01")
    for s in Staff.objects.filter(role__name="Manager"):
        AccessGrant.objects.get_or_create(
            staff=s,
            branch=branch,
            defaults={"permission_level": "admin", "is_active": True},
        )
