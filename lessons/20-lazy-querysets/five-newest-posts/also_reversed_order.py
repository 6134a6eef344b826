def solve():
    posts = Post.objects.order_by("created").reverse()
    return list(posts.filter(published=True)[:5])
