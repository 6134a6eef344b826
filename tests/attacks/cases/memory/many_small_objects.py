# expect: status=memory|timeout queries=0
# No single allocation is large.
held = []
while True:
    held.append([len(held)] * 50)
