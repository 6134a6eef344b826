def solve():
    return [
        (
            role.name,
            role.staff_set.count(),
            role.staff_set.filter(is_active=True).count(),
        )
        for role in Role.objects.all()
    ]
