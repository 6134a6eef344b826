def solve():
    posts = Post.objects.filter(Q(featured=True) | Q(views__gte=1500))
    return posts.order_by("-views")
