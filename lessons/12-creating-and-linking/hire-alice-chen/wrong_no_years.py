def solve():
    Staff.objects.create(
        full_name="Alice Chen",
        email="alice@library.org",
        salary=30000,
        role=Role.objects.get(name="Team Lead"),
        branch=Branch.objects.get(code="north-01"),
    )
