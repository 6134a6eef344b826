"""Programs that let the database count, add up or choose."""

from __future__ import annotations

from tests.domain.mending.advised import ACTIVE, ANY, CHOSEN, NARROW, ONLY_PUBLISHED, PUBLISHED, TOTAL

# Each: as in `loaded`.
COMPUTED = [
    ("a count with conditions", "[a.posts.filter(published=True).count() for a in Author.objects.all()]", [(1, PUBLISHED)],
     '[a.n for a in Author.objects.all().annotate(n=Count("posts", filter=Q(posts__published=True)))]'),
    ("a prefetched relation that is filtered",
     'for p in Post.objects.prefetch_related("vote_set", "tags"):\n    print([t.name for t in p.tags.filter(active=True)])',
     [(2, CHOSEN)],
     f'for p in Post.objects.prefetch_related("vote_set", {ACTIVE}):\n    print([t.name for t in p.chosen_tags])'),
    ("a filtered relation that is not prefetched yet", "[list(p.tags.filter(active=True)) for p in Post.objects.all()]",
     [(1, ("n_plus_one", *CHOSEN[1:]))],
     f"[list(p.chosen_tags) for p in Post.objects.all().prefetch_related({ACTIVE})]"),
    ("a sum in Python", "total = sum(p.views for p in Post.objects.all())", [(1, TOTAL)],
     'total = Post.objects.aggregate(total=Sum("views"))["total"]'),
    ("a condition in Python", "posts = Post.objects.all()\n[p.title for p in posts if p.published]", [(2, ONLY_PUBLISHED)],
     "posts = Post.objects.all()\n[p.title for p in posts.filter(published=True)]"),
    ("columns that nobody reads", "for p in Post.objects.order_by('pk')[:9]:\n    print(p.title, p.views)", [(2, NARROW)],
     "for p in Post.objects.order_by('pk').only(\"title\", \"views\")[:9]:\n    print(p.title, p.views)"),
    ("is there any, by len", "posts = Post.objects.all()\nif len(posts) > 0:\n    print(1)", [(2, ANY)],
     "posts = Post.objects.all()\nif posts.exists():\n    print(1)"),
    ("is there any, by the truth of len", "posts = Post.objects.all()\nif len(posts):\n    print(1)", [(2, ANY)],
     "posts = Post.objects.all()\nif posts.exists():\n    print(1)"),
]
