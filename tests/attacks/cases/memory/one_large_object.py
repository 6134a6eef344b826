# expect: status=memory queries=0
# One allocation beyond the limit.
x = bytearray(10**9)
