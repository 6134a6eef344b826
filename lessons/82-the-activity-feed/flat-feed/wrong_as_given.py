def solve():
    comments = Comment.objects.filter(
        member__friends__handle="m000", created__date__gte=LAST_WEEK
    ).order_by("-created", "-pk")
    return [(c.member.name, c.post.title, c.text) for c in comments]
