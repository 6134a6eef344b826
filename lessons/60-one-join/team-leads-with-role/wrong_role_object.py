def solve():
    leads = Staff.objects.filter(role__name="Team Lead")
    leads = leads.select_related("role")
    return [(person.full_name, person.role) for person in leads]
