def solve():
    role = Role.objects.get(name="Team Lead")
    staff = role.staff_set.all()
    return [(person.full_name, role.name) for person in staff]
