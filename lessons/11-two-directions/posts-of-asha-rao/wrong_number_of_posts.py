def solve():
    author = Author.objects.get(handle="asha_rao")
    return author.posts.count()
