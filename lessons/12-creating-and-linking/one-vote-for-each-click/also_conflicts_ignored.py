from datetime import UTC

CLICKED = datetime(2026, 6, 30, 12, tzinfo=UTC)


def solve():
    vote = Vote.objects.get(pk=1)
    member_id = vote.member_id
    others = Post.objects.exclude(vote__member=member_id)
    other = others.order_by("pk").first()
    clicks = [
        Vote(member_id=member_id, post_id=post_id, created=CLICKED)
        for post_id in (vote.post_id, other.pk, other.pk)
    ]
    Vote.objects.bulk_create(clicks, ignore_conflicts=True)
