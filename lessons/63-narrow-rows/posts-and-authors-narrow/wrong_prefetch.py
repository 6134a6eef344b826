def solve():
    names = Prefetch("author", queryset=Author.objects.only("name"))
    posts = Post.objects.only("title", "author").prefetch_related(names)
    return [(post.title, post.author.name) for post in posts]
