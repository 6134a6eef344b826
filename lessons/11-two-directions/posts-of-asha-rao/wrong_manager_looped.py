def solve():
    author = Author.objects.get(handle="asha_rao")
    return [post for post in author.posts]
