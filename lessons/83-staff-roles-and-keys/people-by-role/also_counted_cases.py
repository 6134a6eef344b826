def solve():
    at_work = Case(When(staff__is_active=True, then="staff__pk"))
    roles = Role.objects.annotate(n=Count("staff"), active=Count(at_work))
    return [(role.name, role.n, role.active) for role in roles]
