def solve():
    members = Member.objects.select_related("profile")
    return [
        (
            member.name,
            member.profile.bio if hasattr(member, "profile") else None,
        )
        for member in members
    ]
