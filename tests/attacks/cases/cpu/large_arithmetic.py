# expect: status=timeout|memory queries=0
# The same in big numbers.
x = pow(7, 10**8) % 10
