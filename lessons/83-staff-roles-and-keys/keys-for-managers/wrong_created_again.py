def solve():
    branch = Branch.objects.get(code="harbour-01")
    for s in Staff.objects.filter(role__name="Manager"):
        AccessGrant.objects.create(
            staff=s, branch=branch, permission_level="admin", is_active=True
        )
