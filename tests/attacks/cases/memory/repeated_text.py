# expect: status=memory queries=0
# More characters than there is memory.
'x' * 10**12
