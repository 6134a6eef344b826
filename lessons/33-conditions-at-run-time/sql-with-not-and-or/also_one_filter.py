def solve():
    return Post.objects.filter(
        ~Q(reviewed=True), Q(featured=True) | Q(views__gte=1500)
    ).order_by("-views")
