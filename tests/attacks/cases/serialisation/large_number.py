# expect: status=ok|error
# More digits than Python writes.
10**5000
