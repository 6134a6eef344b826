def solve():
    return list(
        Book.objects.values_list(
            "title", "publisher__name", "publisher__country__name"
        )
    )
