def solve():
    people = list(Staff.objects.filter(role__name="Senior Librarian"))
    for person in people:
        person.salary = person.salary * Decimal("1.10")
    Staff.objects.bulk_update(people, ["salary"])
