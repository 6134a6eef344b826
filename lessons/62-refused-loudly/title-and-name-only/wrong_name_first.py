def solve():
    return Post.objects.values_list("author__name", "title").get(pk=1)
