# expect: value=done printed="" queries=0
# Descriptors 1 and 2 lead nowhere.
import os

os.write(1, b"to standard output")
os.write(2, b"to standard error")
"done"
