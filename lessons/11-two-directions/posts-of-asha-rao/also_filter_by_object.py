def solve():
    author = Author.objects.get(handle="asha_rao")
    return Post.objects.filter(author=author)
