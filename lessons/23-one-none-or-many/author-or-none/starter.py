def solve():
    def author_or_none(handle):
        # The author with this handle, or None.
        return Author.objects.get(handle=handle)

    return [author_or_none("nobody"), author_or_none("asha_rao")]
