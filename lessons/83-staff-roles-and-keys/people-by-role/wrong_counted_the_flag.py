def solve():
    roles = Role.objects.annotate(
        n=Count("staff"), active=Count("staff__is_active")
    )
    return roles.values_list("name", "n", "active")
