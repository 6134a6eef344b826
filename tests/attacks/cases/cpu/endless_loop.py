# expect: status=timeout queries=0
# The simplest.
while True:
    pass
