def solve():
    staff = Staff.objects.select_related("manager")
    return [
        (person.full_name, person.manager)
        for person in staff
    ]
