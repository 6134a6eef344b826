def solve():
    posts = Post.objects.filter(featured=True)
    are_there_any = posts.exists()
    return are_there_any, sorted(post.title for post in posts)
