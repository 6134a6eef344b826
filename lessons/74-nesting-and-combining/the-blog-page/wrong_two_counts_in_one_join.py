def solve():
    posts = Post.objects.filter(author__handle="john_doe")
    posts = posts.select_related("author").prefetch_related("categories")
    posts = posts.annotate(sections=Count("categories"))
    posts = posts.annotate(comments=Count("comment"))
    return [
        (
            post.title,
            post.author.name,
            sorted(category.title for category in post.categories.all()),
            post.comments,
        )
        for post in posts
    ]
