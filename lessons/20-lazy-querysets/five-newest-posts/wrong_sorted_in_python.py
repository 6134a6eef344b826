def solve():
    posts = Post.objects.filter(published=True)
    return sorted(posts, key=lambda p: p.created, reverse=True)[:5]
