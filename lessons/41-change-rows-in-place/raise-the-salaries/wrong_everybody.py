def solve():
    Staff.objects.update(salary=F("salary") * Decimal("1.10"))
