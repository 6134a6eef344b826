def solve():
    asha = Author.objects.get(handle="asha_rao")
    return Author.following.through.objects.filter(to_author=asha)
