# expect: value=100 queries=1
# A program may catch its MemoryError; nothing of the run is broken then.
try:
    x = [0] * 10**11
except MemoryError:
    pass
Post.objects.count()
