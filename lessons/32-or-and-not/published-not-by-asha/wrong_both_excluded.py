def solve():
    posts = Post.objects.exclude(published=True)
    return posts.exclude(author__handle="asha_rao")
