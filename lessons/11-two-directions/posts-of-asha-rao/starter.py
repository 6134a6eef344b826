def solve():
    author = Author.objects.get(handle="asha_rao")
    # Now the way back: from the author to her posts.
    return author
