def solve():
    posts = Post.objects.all()
    # In chunks of 10, each chunk with its tags.
    return sorted((post.pk, len(post.tags.all())) for post in posts)
