def solve():
    Staff.objects.update(salary=F("bonus"), bonus=F("salary"))
