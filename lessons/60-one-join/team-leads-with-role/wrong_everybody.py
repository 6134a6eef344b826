def solve():
    return [(person.full_name, person.role.name) for person in Staff.objects.select_related("role")]
