def solve():
    role = Role.objects.get(name="Team Lead")
    return [(person.full_name, role.name) for person in role.staff_set.all()]
