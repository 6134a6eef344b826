# expect: status=ok rows=4
# NaN and infinities are text.
[float('nan'), float('inf'), -float('inf'), 1e308]
