def solve():
    return Post.objects.select_related("author").get(pk=1).author.name
