# expect: status=error|killed|timeout queries=0
# A server of one's own.
from django.core.management import call_command

call_command("runserver", "127.0.0.1:0", use_reloader=False, skip_checks=True)
