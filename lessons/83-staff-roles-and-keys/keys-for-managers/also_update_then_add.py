def solve():
    branch = Branch.objects.get(code="harbour-01")
    managers = Staff.objects.filter(role__name="Manager")
    facts = {"permission_level": "admin", "is_active": True}
    branch.accessgrant_set.filter(staff__in=managers).update(**facts)
    branch.administrators.add(*managers, through_defaults=facts)
