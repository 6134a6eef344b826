# expect: status=ok queries=0
# tool: page
# The settings that code in the jail can reach are the jail's own, and hold no secret.
from django.conf import settings
from django.http import HttpResponse


def page(request):
    assert not hasattr(settings, "SANDBOX_SOCKET")
    assert "protects nothing" in settings.SECRET_KEY
    return HttpResponse(str(settings.DATABASES))
