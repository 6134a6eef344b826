def solve():
    return Author.objects.filter(followers__handle="asha_rao")
