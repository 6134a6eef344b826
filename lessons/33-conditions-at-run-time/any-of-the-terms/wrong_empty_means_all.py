def solve():
    def search(terms):
        condition = Q()
        for term in terms:
            condition |= Q(title__icontains=term)
        return Post.objects.filter(condition)

    return [sorted(p.pk for p in search(t)) for t in (["dev", "ops", "infra"], [])]
