# expect: status=memory|killed
# tool: timeline
held = []
while True:
    held.append(bytearray(1_000_000))
