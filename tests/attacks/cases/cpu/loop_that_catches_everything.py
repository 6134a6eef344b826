# expect: status=timeout queries=0
# Nothing can be thrown into it.
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
