def solve():
    posts = Post.objects.filter(featured=True)
    return bool(posts), sorted(posts, key=lambda post: post.title)
