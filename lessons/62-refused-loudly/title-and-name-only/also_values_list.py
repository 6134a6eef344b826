def solve():
    return Post.objects.values_list("title", "author__name").get(pk=1)
