def solve():
    return Branch.objects.filter(administrators__is_active=True)
