def solve():
    def author_or_none(handle):
        return list(Author.objects.filter(handle=handle))

    return [author_or_none("nobody"), author_or_none("asha_rao")]
