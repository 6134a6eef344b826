from django.shortcuts import render


def loan_list(request):
    loans = list(Loan.objects.select_related("member", "book").order_by("due_on", "pk"))
    still_out = sum(loan.returned_on is None for loan in loans)
    return render(request, "library/loan_list.html", {"loans": loans, "still_out": still_out})
