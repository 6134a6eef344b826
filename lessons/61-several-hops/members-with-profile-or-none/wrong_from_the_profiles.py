def solve():
    profiles = Profile.objects.select_related("member")
    return [(profile.member.name, profile.bio) for profile in profiles]
