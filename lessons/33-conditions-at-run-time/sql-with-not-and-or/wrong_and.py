def solve():
    posts = Post.objects.exclude(reviewed=True)
    return posts.filter(featured=True, views__gte=1500).order_by("-views")
