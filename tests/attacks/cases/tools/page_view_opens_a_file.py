# expect: error=PermissionError|FileNotFoundError queries=0
# tool: page
from django.http import FileResponse


def page(request):
    return FileResponse(open("/etc/passwd", "rb"))
