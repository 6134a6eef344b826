# expect: status=error queries=0
# A program beside this one.
from django.core.management import call_command

call_command("dbshell")
