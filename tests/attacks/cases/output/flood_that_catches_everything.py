# expect: status=output_limit|timeout queries=0
# The end of the output is the end of the process, not an exception.
while True:
    try:
        print("x" * 99)
    except BaseException:
        pass
