def solve():
    branch = Branch.objects.get(code="harbour-01")
    for s in Staff.objects.all():
        if s.role.name == "Manager":
            AccessGrant.objects.update_or_create(
                staff=s,
                branch=branch,
                defaults={"permission_level": "admin", "is_active": True},
            )
