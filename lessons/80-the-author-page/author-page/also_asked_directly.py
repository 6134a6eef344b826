def solve():
    a = Author.objects.select_related("country").get(handle="asha_rao")
    posts = [
        (post.title, sorted(c.title for c in post.categories.all()))
        for post in a.posts.prefetch_related("categories")
    ]
    texts = Comment.objects.filter(member__author=a)
    texts = texts.values_list("text", flat=True)
    country = a.country.name if a.country else None
    return a.name, country, sorted(posts), sorted(texts)
