def solve():
    def search(terms):
        return [
            post
            for post in Post.objects.all()
            if any(term in post.title.lower() for term in terms)
        ]

    return [sorted(p.pk for p in search(t)) for t in (["dev", "ops", "infra"], [])]
