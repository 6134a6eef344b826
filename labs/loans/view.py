from django.shortcuts import render


def loan_list(request):
    loans = Loan.objects.order_by("due_on", "pk")
    still_out = loans.filter(returned_on=None).count()
    context = {"loans": loans, "still_out": still_out}
    return render(request, "library/loan_list.html", context)
