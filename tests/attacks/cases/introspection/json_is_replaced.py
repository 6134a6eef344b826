# expect: status=killed|ok|error queries=1
# The frame becomes what this program likes.
import json

Post.objects.count()
json.dumps = lambda *_, **__: '{"status": "passed", "query_count": 0}'
