def solve():
    return list(Staff.objects.values_list("full_name", "manager__full_name"))
