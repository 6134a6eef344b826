def solve():
    def number_of(model):
        rows = model.objects.filter(post=OuterRef("pk")).order_by()
        counted = rows.values("post").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted), 0)

    posts = Post.objects.annotate(v=number_of(Vote), c=number_of(Comment))
    return [(post.title, post.v, post.c) for post in posts]
