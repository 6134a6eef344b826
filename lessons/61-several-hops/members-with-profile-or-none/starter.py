def solve():
    members = Member.objects.all()
    return [
        (
            member.name,
            member.profile.bio if hasattr(member, "profile") else None,
        )
        for member in members
    ]
