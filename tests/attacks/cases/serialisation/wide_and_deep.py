# expect: status=timeout|memory|error|killed
# Few objects, endless paths.
value = 'x'
for _ in range(30):
    value = [value] * 30
value
