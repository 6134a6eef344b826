# expect: value=True queries=1..200 error.C=CommandError|ModuleNotFoundError value.C=none queries.C=0
# Reads by counted queries.
import io

from django.core.management import call_command

out = io.StringIO()
call_command("dumpdata", "blog.Tag", stdout=out)
len(out.getvalue()) > 100
