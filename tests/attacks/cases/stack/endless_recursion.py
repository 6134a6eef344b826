# expect: error=RecursionError line=7 queries=0
# Python's own limit.


def down(n):
    # One more.
    return down(n + 1)


down(0)
