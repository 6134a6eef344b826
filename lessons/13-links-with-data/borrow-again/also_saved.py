def solve():
    loan = Loan.objects.get(pk=1)
    loan.pk = None
    loan._state.adding = True
    loan.loaned_on = TODAY
    loan.due_on = TODAY + timedelta(days=21)
    loan.returned_on = None
    loan.renewals = 0
    loan.save()
