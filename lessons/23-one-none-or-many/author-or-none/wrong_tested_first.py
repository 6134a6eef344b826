def solve():
    def author_or_none(handle):
        authors = Author.objects.filter(handle=handle)
        if authors.exists():
            return authors.get()
        return None

    return [author_or_none("nobody"), author_or_none("asha_rao")]
