from django.core.paginator import Paginator


def solve():
    posts = Post.objects.order_by("-created")
    return list(Paginator(posts, 10).page(2))
