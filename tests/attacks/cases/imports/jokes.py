# expect: status=ok|error queries=0
# Opens a browser.
import antigravity
