def solve():
    def author_or_none(handle):
        return Author.objects.filter(handle=handle).first()

    return [author_or_none("nobody"), author_or_none("asha_rao")]
