def solve():
    staff = Staff.objects.select_related("role")
    return [(person.full_name, person.role.name) for person in staff]
