def solve():
    posts = Post.objects.all()
    return [
        (post.title, sorted(tag.name for tag in post.tags.all()))
        for post in posts
    ]
