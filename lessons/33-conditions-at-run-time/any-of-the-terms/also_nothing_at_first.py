def solve():
    def search(terms):
        condition = Q(pk__in=[])
        for term in terms:
            condition |= Q(title__icontains=term)
        return Post.objects.filter(condition)

    return [sorted(p.pk for p in search(["dev", "ops", "infra"])), sorted(p.pk for p in search([]))]
