# expect: value=none queries=0
# Nothing printed, nothing given.
x = 1
