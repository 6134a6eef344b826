def solve():
    seniors = Staff.objects.filter(role__name="Senior Librarian")
    seniors.update(salary=F("salary") + 10)
