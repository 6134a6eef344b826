# expect: status=ok queries=1..4 changed=Tag+0~1-0
# tool: page
# What a page writes is gone with its run.
from django.http import HttpResponse


def page(request):
    Tag.objects.filter(pk=1).update(name="other")
    return HttpResponse("written")
