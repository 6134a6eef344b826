def solve():
    return Post.objects.get(pk=1).author_id
