# expect: status=ok
# The same as names of columns.
[{'\ud800': 1, '\x00': 2}]
