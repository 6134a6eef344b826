def solve():
    posts = Post.objects.filter(author__handle="john_doe")
    return [
        (
            post.title,
            post.author.name,
            sorted(
                category.title for category in post.categories.all()
            ),
            len(post.comment_set.all()),
        )
        for post in posts
    ]
