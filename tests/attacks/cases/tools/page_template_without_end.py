# expect: status=timeout|memory|killed|output_limit
# tool: page
from django.shortcuts import render


def page(request):
    return render(request, "page.html", {"endless": iter(int, 1)})


#| {% for number in endless %}{% if number %}x{% endif %}{% endfor %}
