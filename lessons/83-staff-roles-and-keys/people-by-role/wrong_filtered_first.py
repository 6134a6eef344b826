def solve():
    roles = Role.objects.filter(staff__is_active=True).annotate(
        n=Count("staff"), active=Count("staff")
    )
    return roles.values_list("name", "n", "active")
