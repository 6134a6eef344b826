def solve():
    return Author.objects.filter(handle="nobody").first().name
