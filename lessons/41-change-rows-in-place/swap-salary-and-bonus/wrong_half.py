def solve():
    Staff.objects.update(salary=F("bonus"))
