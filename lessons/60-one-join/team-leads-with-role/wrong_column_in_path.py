def solve():
    leads = Staff.objects.filter(role__name="Team Lead")
    leads = leads.select_related("role__name")
    return [(person.full_name, person.role.name) for person in leads]
