def solve():
    asha = Author.objects.get(handle="asha_rao")
    return [author.name for author in asha.followers.all()]
