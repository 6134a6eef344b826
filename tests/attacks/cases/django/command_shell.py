# expect: status=error|ok|killed queries=0
# There is no terminal and no program.
from django.core.management import call_command

call_command("shell", command="import os; os.fork() or os._exit(0)")
