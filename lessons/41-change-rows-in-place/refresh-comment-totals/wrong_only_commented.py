def solve():
    number = (
        Comment.objects.filter(post=OuterRef("pk"))
        .order_by()
        .values("post")
        .annotate(c=Count("pk"))
        .values("c")
    )
    commented = Post.objects.filter(pk__in=Comment.objects.values("post"))
    commented.update(comment_total=Subquery(number))
