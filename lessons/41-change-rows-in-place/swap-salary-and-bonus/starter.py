def solve():
    Staff.objects.update(salary=F("bonus"))
    Staff.objects.update(bonus=F("salary"))
