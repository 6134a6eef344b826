def solve():
    members = Member.objects.select_related("profile")
    return [
        (member.name, member.profile.bio if member.profile is not None else None)
        for member in members
    ]
