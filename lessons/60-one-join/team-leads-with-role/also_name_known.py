def solve():
    return [(person.full_name, "Team Lead") for person in Staff.objects.filter(role__name="Team Lead")]
