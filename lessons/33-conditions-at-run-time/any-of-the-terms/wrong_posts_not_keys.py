def solve():
    def search(terms):
        if not terms:
            return Post.objects.none()
        condition = Q()
        for term in terms:
            condition |= Q(title__icontains=term)
        return Post.objects.filter(condition)

    return list(search(["dev", "ops", "infra"])) + list(search([]))
