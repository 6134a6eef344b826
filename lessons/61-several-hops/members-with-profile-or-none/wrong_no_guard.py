def solve():
    members = Member.objects.select_related("profile")
    return [
        (member.name, member.profile.bio)
        for member in members
    ]
