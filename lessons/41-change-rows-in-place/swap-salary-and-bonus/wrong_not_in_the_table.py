def solve():
    for person in Staff.objects.all():
        person.salary, person.bonus = person.bonus, person.salary
