def solve():
    def search(terms):
        if not terms:
            return Post.objects.none()
        return Post.objects.filter(title__icontains=terms)

    return [sorted(p.pk for p in search(t)) for t in (["dev", "ops", "infra"], [])]
