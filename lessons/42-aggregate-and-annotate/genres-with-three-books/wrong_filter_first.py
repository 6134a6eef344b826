def solve():
    genres = Genre.objects.filter(n__gte=3).annotate(n=Count("books"))
    return list(genres.order_by("-n", "name").values_list("name", "n"))
