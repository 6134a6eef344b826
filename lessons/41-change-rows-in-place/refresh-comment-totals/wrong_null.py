def solve():
    number = (
        Comment.objects.filter(post=OuterRef("pk"))
        .order_by()
        .values("post")
        .annotate(c=Count("pk"))
        .values("c")
    )
    Post.objects.update(comment_total=Subquery(number))
