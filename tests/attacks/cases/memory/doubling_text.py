# expect: status=memory queries=0
# Grows until it fails.
text = 'x'
while True:
    text += text
