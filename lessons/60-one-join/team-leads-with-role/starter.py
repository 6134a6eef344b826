def solve():
    leads = Staff.objects.all()
    # Choose the Team Leads, and bring their role along.
    # Then return (full_name, role name) of each.
    return [(person.full_name, person.role) for person in leads]
