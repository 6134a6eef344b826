def solve():
    return [
        post for post in Post.objects.all() if post.likes * 100 > post.views
    ]
