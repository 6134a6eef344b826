def solve():
    staff = {person.pk: person for person in Staff.objects.all()}
    names = {pk: person.full_name for pk, person in staff.items()}
    return [
        (person.full_name, names.get(person.manager_id))
        for person in staff.values()
    ]
