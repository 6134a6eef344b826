# expect: value=nothing queries=0
# At most 32 are open at a time.
import os

held = []
try:
    while len(held) < 1000:
        held += os.pipe()
except OSError:
    pass
"nothing" if len(held) < 32 else f"has {len(held)} descriptors"
