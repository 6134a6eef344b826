def solve():
    loan = Loan.objects.get(pk=1)
    loan.pk = None
    loan.loaned_on = TODAY
    loan.due_on = TODAY + timedelta(days=21)
    loan.save()
