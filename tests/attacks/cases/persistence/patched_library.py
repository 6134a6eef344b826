# expect: value=100
# Python's own modules.
import builtins
import json

builtins.sum = lambda *_: 0
json.loads = None
Post.objects.__class__.none = None
100
