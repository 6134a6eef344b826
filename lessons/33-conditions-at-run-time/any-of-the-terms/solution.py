def solve():
    def search(terms):
        if not terms:
            return Post.objects.none()
        condition = Q()
        for term in terms:
            condition |= Q(title__icontains=term)
        return Post.objects.filter(condition)

    return [
        sorted(p.pk for p in search(t))
        for t in (["dev", "ops", "infra"], [])
    ]
