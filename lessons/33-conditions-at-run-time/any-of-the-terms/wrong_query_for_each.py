def solve():
    def search(terms):
        found = set()
        for term in terms:
            found.update(Post.objects.filter(title__icontains=term))
        return found

    return [sorted(p.pk for p in search(t)) for t in (["dev", "ops", "infra"], [])]
