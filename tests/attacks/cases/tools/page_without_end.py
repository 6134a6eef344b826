# expect: status=output_limit|timeout|memory|killed
# tool: page
from django.http import StreamingHttpResponse


def page(request):
    return StreamingHttpResponse("x" * 1_000 for _ in iter(int, 1))
