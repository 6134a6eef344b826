def solve():
    posts = Post.objects.filter(published=True)
    return posts.order_by("-created").limit(5)
