def solve():
    alice = Staff(full_name="Alice Chen", email="alice@library.org")
    alice.years_of_service = 5
    alice.salary = Decimal("30000.00")
    alice.role = Role.objects.get(name="Team Lead")
    alice.branch = Branch.objects.get(code="north-01")
    alice.save()
    return alice
