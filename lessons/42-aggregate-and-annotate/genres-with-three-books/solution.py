def solve():
    genres = Genre.objects.annotate(n=Count("books")).filter(n__gte=3)
    return list(genres.order_by("-n", "name").values_list("name", "n"))
