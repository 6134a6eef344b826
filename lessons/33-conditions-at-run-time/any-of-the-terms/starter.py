def solve():
    def search(terms):
        condition = Q()
        # Add each term, and decide what no terms mean.
        return Post.objects.filter(condition)

    return [
        sorted(p.pk for p in search(t))
        for t in (["dev", "ops", "infra"], [])
    ]
