# expect: status=memory queries=0
# A number of a thousand million bits.
x = 1 << 10**10
