def solve():
    return list(Member.objects.values_list("name", "profile__bio"))
