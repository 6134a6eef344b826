def solve():
    leads = Staff.objects.filter(role__name="Team Lead")
    return [(person.full_name, person.role.name) for person in leads]
