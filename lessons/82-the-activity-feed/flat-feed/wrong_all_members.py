def solve():
    comments = Comment.objects.filter(created__date__gte=LAST_WEEK)
    comments = comments.select_related("member", "post")
    comments = comments.order_by("-created", "-pk")
    return [(c.member.name, c.post.title, c.text) for c in comments]
