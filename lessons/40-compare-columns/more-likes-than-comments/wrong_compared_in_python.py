def solve():
    posts = Post.objects.all()
    return [post for post in posts if post.likes > post.comment_total]
