def solve():
    leads = Staff.objects.all()
    # Choose the Team Leads, bring their role along, and return (full_name, role name) of each.
    return [(person.full_name, person.role) for person in leads]
