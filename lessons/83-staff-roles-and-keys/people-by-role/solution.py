def solve():
    roles = Role.objects.annotate(
        n=Count("staff"),
        active=Count("staff", filter=Q(staff__is_active=True)),
    )
    return roles.values_list("name", "n", "active")
