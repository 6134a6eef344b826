def solve():
    authors = Author.objects.select_related("country", "member")
    authors = authors.prefetch_related(
        "posts__categories", "member__comments"
    )
    a = authors.get(handle="asha_rao")
    posts = [
        (post.title, sorted(c.title for c in post.categories.all()))
        for post in a.posts.all()
    ]
    comments = a.member.comments.all() if a.member else []
    texts = [c.text for c in comments]
    country = a.country.name if a.country else None
    return a.name, country, sorted(posts), sorted(texts)
