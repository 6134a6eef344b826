def solve():
    return list(Post.objects.values_list("title", "author__name"))
