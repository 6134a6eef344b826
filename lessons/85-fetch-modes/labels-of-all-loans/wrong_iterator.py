from django.db.models import FETCH_PEERS


def label(loan):
    # Somebody else's code: not yours to change.
    if loan.returned_on is None:
        return f"{loan.book.title}: with {loan.member.name}"
    return f"{loan.book.title}: in the house"


def solve():
    loans = Loan.objects.order_by("pk").fetch_mode(FETCH_PEERS).iterator()
    return [label(loan) for loan in loans]
