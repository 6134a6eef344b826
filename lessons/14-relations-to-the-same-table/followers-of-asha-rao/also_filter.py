def solve():
    return Author.objects.filter(following__handle="asha_rao")
