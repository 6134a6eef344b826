# expect: status=memory|timeout queries=0
# Grows in steps.
held = {}
while True:
    held[len(held)] = str(len(held)) * 20
