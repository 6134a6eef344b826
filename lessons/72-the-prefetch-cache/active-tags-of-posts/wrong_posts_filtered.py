def solve():
    posts = Post.objects.prefetch_related("tags")
    posts = posts.filter(tags__active=True).distinct()
    return [
        (post.title, sorted(tag.name for tag in post.tags.all()))
        for post in posts
    ]
