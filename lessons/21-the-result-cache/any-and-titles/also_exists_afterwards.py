def solve():
    posts = Post.objects.filter(featured=True)
    titles = sorted(post.title for post in posts)
    return posts.exists(), titles
