def solve():
    texts = Comment.objects.filter(approved=True)
    texts = texts.order_by("-created", "-pk").values_list("text", flat=True)
    posts = Post.objects.prefetch_related(
        Prefetch("comment_set", queryset=texts, to_attr="texts")
    )
    return [(post.title, list(post.texts)) for post in posts]
