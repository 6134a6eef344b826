def solve():
    for person in Staff.objects.filter(role__name="Senior Librarian"):
        person.salary = person.salary * Decimal("1.10")
