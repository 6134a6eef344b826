def solve():
    genres = Genre.objects.annotate(n=Count("books")).filter(n__gte=3)
    return [(genre.name, genre.n) for genre in genres.order_by("-n", "name")]
