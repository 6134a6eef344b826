# expect: verdict=wrong|limit check=returned_something
# The frame is a learner's word.
import json

json.dumps = lambda *_, **__: '{"status": "ok", "passed": true, "verdict": "passed"}'
[]
