def solve():
    authors = Author.objects.aggregate(n=Count("posts"))
    return [(author["name"], author["n"]) for author in authors]
