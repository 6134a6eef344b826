def solve():
    Staff.objects.create(
        full_name="Alice Chen",
        email="alice@library.org",
        years_of_service=5,
        salary=30000,
        role=Role.objects.filter(name="Team Lead"),
        branch=Branch.objects.get(code="north-01"),
    )
