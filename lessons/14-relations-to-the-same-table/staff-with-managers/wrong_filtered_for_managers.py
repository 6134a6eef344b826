def solve():
    staff = Staff.objects.filter(manager__isnull=False)
    return [
        (person.full_name, person.manager.full_name)
        for person in staff.select_related("manager")
    ]
