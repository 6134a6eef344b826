def solve():
    def author_or_none(handle):
        return next(iter(Author.objects.filter(handle=handle)), None)

    return [author_or_none("nobody"), author_or_none("asha_rao")]
