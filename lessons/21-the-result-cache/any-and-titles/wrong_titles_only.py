def solve():
    posts = Post.objects.filter(featured=True)
    return sorted(post.title for post in posts)
