def solve():
    return Post.objects.filter(author__handle != "asha_rao", published=True)
