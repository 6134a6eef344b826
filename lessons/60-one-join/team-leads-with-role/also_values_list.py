def solve():
    return list(Staff.objects.filter(role__name="Team Lead").values_list("full_name", "role__name"))
