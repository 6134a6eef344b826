# expect: value=800 queries=0
# A tree walked.
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


depth(800)
