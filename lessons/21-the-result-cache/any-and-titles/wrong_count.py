def solve():
    posts = Post.objects.filter(featured=True)
    return posts.count() > 0, sorted(post.title for post in posts)
