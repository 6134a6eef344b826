def solve():
    posts = Post.objects.filter(published=True)
    return posts.exclude(author__handle="asha_rao")
