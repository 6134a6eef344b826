def solve():
    return list(Post.objects.values_list("title", "author_id"))
