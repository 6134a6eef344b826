def solve():
    roles = Role.objects.annotate(
        n=Count("staff_set"),
        active=Count("staff_set", filter=Q(staff__is_active=True)),
    )
    return roles.values_list("name", "n", "active")
