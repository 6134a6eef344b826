def solve():
    genres = Genre.objects.annotate(n=Count("books"))
    return list(genres.values_list("name", "n"))
