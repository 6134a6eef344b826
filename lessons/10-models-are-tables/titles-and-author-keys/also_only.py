def solve():
    posts = Post.objects.only("title", "author_id")
    return [(post.title, post.author_id) for post in posts]
