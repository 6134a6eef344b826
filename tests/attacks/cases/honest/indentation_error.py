# expect: status=rejected error=IndentationError line=4 queries=0
# With its line.
x = 1
  y = 2
