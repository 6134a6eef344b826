# expect: status=output_limit|memory queries=0
# A thousand million characters at once.
print("x" * 10**9)
