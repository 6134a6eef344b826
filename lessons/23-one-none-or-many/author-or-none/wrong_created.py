def solve():
    def author_or_none(handle):
        author, created = Author.objects.get_or_create(handle=handle)
        return author

    return [author_or_none("nobody"), author_or_none("asha_rao")]
