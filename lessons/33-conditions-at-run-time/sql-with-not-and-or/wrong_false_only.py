def solve():
    posts = Post.objects.filter(reviewed=False)
    posts = posts.filter(Q(featured=True) | Q(views__gte=1500))
    return posts.order_by("-views")
