def solve():
    posts = Post.objects.exclude(reviewed=True)
    posts = posts.filter(Q(featured=True) | Q(views__gte=1500))
    return posts.order_by("-views", "pk")
