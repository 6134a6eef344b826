def solve():
    staff = Staff.objects.select_related("manager")
    return [
        (person.full_name, person.manager.full_name)
        for person in staff
    ]
