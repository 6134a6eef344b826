def solve():
    posts = Post.objects.annotate(number=Count("tags")).order_by("pk")
    return list(posts.values_list("pk", "number"))
