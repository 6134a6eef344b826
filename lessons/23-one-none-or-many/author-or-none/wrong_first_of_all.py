def solve():
    return Author.objects.first()
