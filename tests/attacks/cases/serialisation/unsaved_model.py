# expect: status=ok rows=2
# Has no key.
[Tag(name='x'), Tag()]
