def solve():
    return list(Post.objects.values_list("title", "book__title"))
