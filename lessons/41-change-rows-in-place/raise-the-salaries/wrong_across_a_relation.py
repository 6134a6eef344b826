def solve():
    Staff.objects.update(salary=F("role__name"))
