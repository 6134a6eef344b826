# expect: status=error|ok queries=0
# There is nobody to talk to.
breakpoint()
