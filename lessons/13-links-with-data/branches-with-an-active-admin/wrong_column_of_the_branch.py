def solve():
    return Branch.objects.filter(
        is_active=True, administrators__permission_level="admin"
    )
