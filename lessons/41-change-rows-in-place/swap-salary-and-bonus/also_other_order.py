def solve():
    Staff.objects.all().update(bonus=F("salary"), salary=F("bonus"))
