def solve():
    posts = Post.objects.filter(featured=True)
    return len(posts), sorted(post.title for post in posts)
