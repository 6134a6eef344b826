def solve():
    staff = Staff.objects.all()
    return [
        (
            person.full_name,
            person.manager.full_name if person.manager else None,
        )
        for person in staff
    ]
