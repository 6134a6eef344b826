def solve():
    posts = Post.objects.filter(author__handle="john_doe")
    posts = posts.select_related("author")
    posts = posts.prefetch_related("categories", "comment_set")
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
