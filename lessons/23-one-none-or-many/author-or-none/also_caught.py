def solve():
    def author_or_none(handle):
        try:
            return Author.objects.get(handle=handle)
        except Author.DoesNotExist:
            return None

    return [author_or_none("nobody"), author_or_none("asha_rao")]
