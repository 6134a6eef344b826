def solve():
    def search(terms):
        return Post.objects.filter(title__in=terms)

    return [sorted(p.pk for p in search(t)) for t in (["dev", "ops", "infra"], [])]
