def solve():
    staff = Staff.objects.filter(role__name="Team Lead")
    return [(person.full_name, "Team Lead") for person in staff]
