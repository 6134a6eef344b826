# expect: status=output_limit queries=0
# tool: page
from django.http import HttpResponse


def page(request):
    return HttpResponse("x" * 30_000)
