def solve():
    author = Author.objects.get(handle="asha_rao")
    return author.post_set.all()
