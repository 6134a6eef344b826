def solve():
    posts = Post.objects.all()
    return [
        (
            post.title,
            sorted(tag.name for tag in post.tags.filter(active=True)),
        )
        for post in posts
    ]
