# expect: status=ok|error|killed queries=0
# The text of a value of great depth.
value = []
for _ in range(100_000):
    value = [value]
value
