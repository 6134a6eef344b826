# expect: status=timeout queries=0
# No Python instruction ends while it works.
x = sum(range(10**12))
