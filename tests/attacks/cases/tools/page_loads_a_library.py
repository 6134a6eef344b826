# expect: error=TemplateSyntaxError queries=0
# tool: page
from django.shortcuts import render


def page(request):
    return render(request, "page.html", {})


#| {% load sandbox_app.broker %}
