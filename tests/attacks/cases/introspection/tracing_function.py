# expect: value=100 queries=1
# A program may watch itself.
import sys

seen = []
sys.settrace(lambda *arguments: seen.append(arguments[1]))
Post.objects.count()
