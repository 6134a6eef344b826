def solve():
    leads = Staff.objects.filter(role__name="Team Lead")
    return list(leads.values_list("full_name", "role__name"))
