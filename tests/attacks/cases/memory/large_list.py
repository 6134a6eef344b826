# expect: status=memory queries=0
# A list of all numbers.
list(range(10**12))
