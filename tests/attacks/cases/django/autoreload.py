# expect: status=error|ok|killed queries=0
# Starts this program again.
from django.utils import autoreload

autoreload.restart_with_reloader()
