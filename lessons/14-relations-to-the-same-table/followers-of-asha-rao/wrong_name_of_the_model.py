def solve():
    return Author.objects.filter(author__handle="asha_rao")
