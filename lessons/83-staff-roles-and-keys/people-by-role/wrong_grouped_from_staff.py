def solve():
    return Staff.objects.values_list("role__name").annotate(
        n=Count("pk"), active=Count("pk", filter=Q(is_active=True))
    )
