def solve():
    comments = Comment.objects.filter(
        member__friends__handle="m000", created__date__gte=LAST_WEEK
    ).order_by("-created", "-pk")
    return list(comments.values_list("member__name", "post__title", "text"))
