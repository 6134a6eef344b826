def solve():
    return [
        (
            role.name,
            len(role.staff_set.all()),
            sum(person.is_active for person in role.staff_set.all()),
        )
        for role in Role.objects.prefetch_related("staff_set")
    ]
