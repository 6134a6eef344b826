# expect: status=error queries=0..3 changed=none
# tool: page
from django.core.management import call_command


def page(request):
    call_command("runserver", "127.0.0.1:0", "--noreload")
