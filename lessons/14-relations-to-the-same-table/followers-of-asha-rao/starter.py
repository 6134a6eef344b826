def solve():
    asha = Author.objects.get(handle="asha_rao")
    # Return the authors who follow her.
    return asha
