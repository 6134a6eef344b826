# expect: error=TemplateDoesNotExist|TemplateSyntaxError queries=0
# tool: page
# Templates live in memory; `include` finds no file.
from django.shortcuts import render


def page(request):
    return render(request, "page.html", {})


#| {% include "/etc/passwd" %}
