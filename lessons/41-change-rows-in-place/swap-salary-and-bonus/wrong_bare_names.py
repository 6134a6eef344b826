def solve():
    Staff.objects.update(salary=bonus, bonus=salary)
