# expect: value=done queries=0
# Halves of characters, NUL, escape sequences: all of it is only text.
print("\ud800 \x00 \x1b[31m \u202e \U0001f600")
"done"
