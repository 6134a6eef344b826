# expect: status=ok
# Halves of characters become question marks, not crashes.
['\ud800', '\udfff' * 10, 'a\x00b']
