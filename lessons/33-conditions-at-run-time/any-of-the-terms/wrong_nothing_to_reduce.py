from functools import reduce
from operator import or_


def solve():
    def search(terms):
        conditions = [Q(title__icontains=term) for term in terms]
        return Post.objects.filter(reduce(or_, conditions))

    return [sorted(p.pk for p in search(t)) for t in (["dev", "ops", "infra"], [])]
