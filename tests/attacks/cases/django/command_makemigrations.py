# expect: status=error|ok queries=0..200
# Writes files, elsewhere.
from django.core.management import call_command

call_command("makemigrations", "blog", "--empty", verbosity=0)
