from datetime import UTC

CLICKED = datetime(2026, 6, 30, 12, tzinfo=UTC)


def solve():
    vote = Vote.objects.get(pk=1)
    others = Post.objects.exclude(vote__member=vote.member)
    other = others.order_by("pk").first()
    for post in (vote.post, other, other):
        post.vote_set.get_or_create(
            member=vote.member, defaults={"created": CLICKED}
        )
