def solve():
    author = Author.objects.get(handle="asha_rao")
    return [post.title for post in author.posts.all()]
