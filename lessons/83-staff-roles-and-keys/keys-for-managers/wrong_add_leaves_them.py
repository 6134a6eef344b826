def solve():
    branch = Branch.objects.get(code="harbour-01")
    branch.administrators.add(
        *Staff.objects.filter(role__name="Manager"),
        through_defaults={"permission_level": "admin", "is_active": True},
    )
