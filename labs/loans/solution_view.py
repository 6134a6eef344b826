from django.shortcuts import render


def loan_list(request):
    loans = Loan.objects.select_related("member", "book")
    loans = list(loans.order_by("due_on", "pk"))
    still_out = sum(loan.returned_on is None for loan in loans)
    context = {"loans": loans, "still_out": still_out}
    return render(request, "library/loan_list.html", context)
