# expect: status=output_limit queries=0
# Lines without end.
while True:
    print("x" * 99)
