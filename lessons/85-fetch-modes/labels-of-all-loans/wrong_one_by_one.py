from django.db.models import FETCH_PEERS


def label(loan):
    # Somebody else's code: not yours to change.
    if loan.returned_on is None:
        return f"{loan.book.title}: with {loan.member.name}"
    return f"{loan.book.title}: in the house"


def solve():
    keys = Loan.objects.order_by("pk").values_list("pk", flat=True)
    loans = Loan.objects.fetch_mode(FETCH_PEERS)
    return [label(loans.get(pk=key)) for key in keys]
