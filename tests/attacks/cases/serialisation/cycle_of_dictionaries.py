# expect: status=ok
# The same with keys.
value = {}
value['self'] = value
value
