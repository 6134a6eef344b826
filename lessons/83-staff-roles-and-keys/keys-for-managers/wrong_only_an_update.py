def solve():
    AccessGrant.objects.filter(
        branch__code="harbour-01", staff__role__name="Manager"
    ).update(permission_level="admin", is_active=True)
