# expect: value=0 queries=1..200 error.C=CommandError|ModuleNotFoundError value.C=none queries.C=0
# Empties this run's own copy.
from django.core.management import call_command

call_command("flush", interactive=False, verbosity=0)
Post.objects.count()
