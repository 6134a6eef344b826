def solve():
    members = Member.objects.select_related("profile")
    profiles = [(one.name, getattr(one, "profile", None)) for one in members]
    return [(name, profile and profile.bio) for name, profile in profiles]
