def solve():
    posts = Post.objects.filter(featured=True)
    return posts.exists(), sorted(post.title for post in posts)
