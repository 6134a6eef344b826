def solve():
    number = (
        Post.objects.filter(pk=OuterRef("pk"))
        .annotate(c=Count("comment"))
        .values("c")
    )
    Post.objects.update(comment_total=Subquery(number))
