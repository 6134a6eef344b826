def solve():
    def author_or_none(handle):
        return None

    return [author_or_none("nobody"), author_or_none("asha_rao")]
