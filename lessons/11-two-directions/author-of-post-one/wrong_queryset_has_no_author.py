def solve():
    return Post.objects.filter(pk=1).author.name
