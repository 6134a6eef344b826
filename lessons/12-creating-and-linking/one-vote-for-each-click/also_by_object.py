from datetime import UTC

CLICKED = datetime(2026, 6, 30, 12, tzinfo=UTC)


def solve():
    vote = Vote.objects.get(pk=1)
    Vote.objects.get_or_create(
        member=vote.member, post=vote.post, defaults={"created": CLICKED}
    )
