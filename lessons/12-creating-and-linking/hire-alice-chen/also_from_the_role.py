def solve():
    role = Role.objects.get(name="Team Lead")
    role.staff_set.create(
        full_name="Alice Chen",
        email="alice@library.org",
        years_of_service=5,
        salary=30000,
        branch=Branch.objects.get(code="north-01"),
    )
