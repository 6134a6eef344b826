def solve():
    return AccessGrant.objects.filter(is_active=True).values_list(
        "staff__full_name", "staff__role__name", "branch__code", "permission_level"
    )
