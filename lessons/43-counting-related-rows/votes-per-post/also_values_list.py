def solve():
    posts = Post.objects.annotate(n=Count("vote"))
    return list(posts.values_list("title", "n"))
