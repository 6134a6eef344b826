def solve():
    asha = Author.objects.get(handle="asha_rao")
    return asha.author_set.all()
