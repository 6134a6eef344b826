# expect: status=ok|rejected|error|killed|memory queries=0
# A tree as deep as it is long.
eval("+".join(["1"] * 90_000))
