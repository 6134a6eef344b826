# expect: status=timeout|memory queries=0
# An answer that is short to write.
range(10**15)
