def solve():
    branch = Branch.objects.get(code="harbour-01")
    for s in Staff.objects.filter(role__name="Manager"):
        ...
