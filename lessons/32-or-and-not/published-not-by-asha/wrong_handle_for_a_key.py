def solve():
    posts = Post.objects.filter(published=True)
    return posts.exclude(author="asha_rao")
