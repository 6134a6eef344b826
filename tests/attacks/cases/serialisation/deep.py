# expect: status=ok
# A thousand lists in each other.
value = 1
for _ in range(900):
    value = [value]
value
