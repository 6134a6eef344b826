def solve():
    leads = Staff.objects.filter(role_name="Team Lead").select_related("role")
    return [(person.full_name, person.role.name) for person in leads]
