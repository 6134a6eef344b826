def solve():
    staff = Staff.objects.all()
    return [
        (person.full_name, person.manager_id)
        for person in staff
    ]
