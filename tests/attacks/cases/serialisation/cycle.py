# expect: status=ok
# A list in itself.
value = [1]
value.append(value)
value
