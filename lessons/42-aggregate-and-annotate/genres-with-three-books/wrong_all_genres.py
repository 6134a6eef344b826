def solve():
    genres = Genre.objects.annotate(n=Count("books"))
    return list(genres.order_by("-n", "name").values_list("name", "n"))
