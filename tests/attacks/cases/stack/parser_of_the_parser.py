# expect: status=error|killed|memory queries=0
# The compiler called with what is too deep for it.
eval("-" * 200_000 + "1")
