def solve():
    leads = Staff.objects.filter(role_name="Team Lead")
    leads = leads.select_related("role")
    return [(person.full_name, person.role.name) for person in leads]
