# expect: status=ok
# Keys that are no text.
{None: 1, (1, 2): 2, 3.5: 3, frozenset([4]): 4}
