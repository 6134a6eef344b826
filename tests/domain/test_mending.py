"""Edits of code: the least that takes the advice, and none where it is not certain what to edit."""

from __future__ import annotations

import re

import pytest

from course.domain.mending import mended
from course.domain.run import Finding

AUTHOR = ("n_plus_one", "Post.author", 'select_related("author")')
COUNTRY = ("n_plus_one", "Author.country", 'select_related("author__country")')
TAGS = ("n_plus_one", "Post.tags", 'prefetch_related("tags")')
POSTS = ("n_plus_one", "Author.posts", 'prefetch_related("posts")')
POSTS_TAGS = ("n_plus_one", "Post.tags", 'prefetch_related("posts__tags")')
COUNT = ("count_in_loop", "Post.comment_set", 'annotate(n=Count("comment"))')
VOTES = ("count_in_loop", "Post.vote_set", 'annotate(n=Count("vote", distinct=True))')
EXISTS = ("exists_in_loop", "Post.comment_set", 'annotate(n=Count("comment"))')
SUM = ("aggregate_in_loop", "Author.posts", 'annotate(value=Sum("posts__views"))')
BODY = ("deferred_field_in_loop", "Post.body", 'only("title", "body")')
UNUSED_TAGS = ("unused_prefetch", "Post.tags", "")
UNUSED_AUTHOR = ("unused_select_related", "Post.author", "")
LEN = ("len_instead_of_count", "", "count()")

# Each: what it shows, the code, the line and advice of each finding, the code as it must become.
MENDED = [
    ("a loop over a manager's rows", "for post in Post.objects.all():\n    print(post.author.name)\n", [(2, AUTHOR)],
     'for post in Post.objects.all().select_related("author"):\n    print(post.author.name)\n'),
    ("a comprehension", "[post.author.name for post in Post.objects.all()]", [(1, AUTHOR)],
     '[post.author.name for post in Post.objects.all().select_related("author")]'),
    ("a name bound earlier", "posts = Post.objects.filter(published=True)\n\nfor post in posts:\n    post.author.name\n",
     [(4, AUTHOR)],
     ('posts = Post.objects.filter(published=True).select_related("author")\n\n'
     "for post in posts:\n    post.author.name\n")),
    ("a name built on another name",
     "posts = Post.objects.all()\nposts = posts.filter(views=1)\nfor post in posts:\n    post.author.name",
     [(4, AUTHOR)],
     ('posts = Post.objects.all()\nposts = posts.filter(views=1).select_related("author")\n'
     "for post in posts:\n    post.author.name")),
    ("a name bound under an `if`: at its use",
     "posts = Post.objects.all()\nif True:\n    posts = posts.filter(views=1)\nfor post in posts:\n    post.author.name",
     [(5, AUTHOR)],
     ("posts = Post.objects.all()\nif True:\n    posts = posts.filter(views=1)\n"
     'for post in posts.select_related("author"):\n    post.author.name')),
    ("before a slice", "for post in Post.objects.order_by('title')[:5]:\n    post.author.name", [(2, AUTHOR)],
     "for post in Post.objects.order_by('title').select_related('author')[:5]:\n    post.author.name"),
    ("before iterator()", "for post in Post.objects.all().iterator():\n    post.author.name", [(2, AUTHOR)],
     'for post in Post.objects.all().select_related("author").iterator():\n    post.author.name'),
    ("a chain with its links on lines of their own, comments kept",
     ("posts = (\n    Post.objects  # all of them\n    .filter(views=1)\n    .order_by('title')  # by name\n)\n"
     "for post in posts:\n    post.author.name\n"), [(7, AUTHOR)],
     ("posts = (\n    Post.objects  # all of them\n    .filter(views=1)\n    .order_by('title')\n"
     "    .select_related('author')  # by name\n)\nfor post in posts:\n    post.author.name\n")),
    ("into a select_related that is there", 'for post in Post.objects.select_related("book"):\n    post.author.name',
     [(2, AUTHOR)], 'for post in Post.objects.select_related("book", "author"):\n    post.author.name'),
    ("a longer path replaces the shorter", 'for p in Post.objects.select_related("author"):\n    p.author.country.name',
     [(2, COUNTRY)], 'for p in Post.objects.select_related("author__country"):\n    p.author.country.name'),
    ("two levels, one chained fix", "for p in Post.objects.all():\n    p.author.country.name",
     [(2, AUTHOR), (2, COUNTRY)],
     'for p in Post.objects.all().select_related("author__country"):\n    p.author.country.name'),
    ("nested loops, one chained fix",
     "for a in Author.objects.all():\n    for p in a.posts.all():\n        for t in p.tags.all():\n            t.name",
     [(2, POSTS), (3, POSTS_TAGS)],
     ('for a in Author.objects.all().prefetch_related("posts__tags"):\n    for p in a.posts.all():\n'
     "        for t in p.tags.all():\n            t.name")),
    ("nested loops of a comprehension", "[t.name for a in Author.objects.all() for p in a.posts.all() for t in p.tags.all()]",
     [(1, POSTS), (1, POSTS_TAGS)],
     ('[t.name for a in Author.objects.all().prefetch_related("posts__tags") '
     "for p in a.posts.all() for t in p.tags.all()]")),
    ("a query of its own below one object",
     "a = Author.objects.get(pk=1)\nfor p in a.posts.all():\n    p.tags.all()", [(3, TAGS)],
     'a = Author.objects.get(pk=1)\nfor p in a.posts.all().prefetch_related("tags"):\n    p.tags.all()'),
    ("both kinds of relation", "for p in Post.objects.all():\n    p.author.name, p.tags.all()", [(2, AUTHOR), (2, TAGS)],
     'for p in Post.objects.all().select_related("author").prefetch_related("tags"):\n    p.author.name, p.tags.all()'),
    ("inside a function", "def solve():\n    posts = list(Post.objects.all())\n    return [p.author.name for p in posts]",
     [(3, AUTHOR)],
     ('def solve():\n    posts = list(Post.objects.all().select_related("author"))\n'
     "    return [p.author.name for p in posts]")),
    ("through a function's argument",
     "def label(post):\n    return post.author.name\n\n[label(each) for each in Post.objects.all()]", [(2, AUTHOR)],
     ("def label(post):\n    return post.author.name\n\n"
     '[label(each) for each in Post.objects.all().select_related("author")]')),
    ("through what a function gives back",
     "def shown():\n    return Post.objects.filter(views=1)\n\nfor p in shown():\n    p.author.name", [(5, AUTHOR)],
     ('def shown():\n    return Post.objects.filter(views=1).select_related("author")\n\n'
     "for p in shown():\n    p.author.name")),
    ("enumerate", "for n, p in enumerate(Post.objects.all(), 1):\n    print(n, p.author.name)", [(2, AUTHOR)],
     'for n, p in enumerate(Post.objects.all().select_related("author"), 1):\n    print(n, p.author.name)'),
    ("a sorting key", "sorted(Post.objects.all(), key=lambda p: p.author.name)", [(1, AUTHOR)],
     'sorted(Post.objects.all().select_related("author"), key=lambda p: p.author.name)'),
    ("in_bulk", "for key, p in Post.objects.in_bulk().items():\n    p.author.name", [(2, AUTHOR)],
     'for key, p in Post.objects.select_related("author").in_bulk().items():\n    p.author.name'),
    ("a read that the code does not show, where only one query can be meant", "for p in Post.objects.all():\n    print(p)",
     [(2, AUTHOR)], 'for p in Post.objects.all().select_related("author"):\n    print(p)'),
    ("letters that take several bytes", "for p in Post.objects.filter(title='é…ü'):\n    p.author.name", [(2, AUTHOR)],
     "for p in Post.objects.filter(title='é…ü').select_related('author'):\n    p.author.name"),
    ("a count for each row", "for p in Post.objects.all():\n    print(p.title, p.comment_set.count())", [(2, COUNT)],
     'for p in Post.objects.all().annotate(n=Count("comment")):\n    print(p.title, p.n)'),
    ("two counts for each row", "[(p.comment_set.count(), p.vote_set.all().count()) for p in Post.objects.all()]",
     [(1, ("count_in_loop", "Post.comment_set", 'annotate(n=Count("comment", distinct=True))')), (1, VOTES)],
     ("[(p.n, p.vote_n) for p in Post.objects.all()"
     '.annotate(n=Count("comment", distinct=True)).annotate(vote_n=Count("vote", distinct=True))]')),
    ("is there any?", "[p.title for p in Post.objects.all() if p.comment_set.exists()]", [(1, EXISTS)],
     '[p.title for p in Post.objects.all().annotate(n=Count("comment")) if p.n > 0]'),
    ("is there any, inside a call", "[print(not p.comment_set.exists()) for p in Post.objects.all()]", [(1, EXISTS)],
     '[print(not (p.n > 0)) for p in Post.objects.all().annotate(n=Count("comment"))]'),
    ("a sum for each row", "[a.posts.aggregate(s=Sum('views'))['s'] for a in Author.objects.all()]", [(1, SUM)],
     '[a.value for a in Author.objects.all().annotate(value=Sum("posts__views"))]'),
    ("a column that only() left out", 'for p in Post.objects.only("title"):\n    p.body', [(2, BODY)],
     'for p in Post.objects.only("title", "body"):\n    p.body'),
    ("a column that defer() left out", 'for p in Post.objects.defer("body"):\n    p.body', [(2, BODY)],
     "for p in Post.objects.all():\n    p.body"),
    ("a column of two that defer() left out", 'for p in Post.objects.defer("body", "views"):\n    p.body', [(2, BODY)],
     'for p in Post.objects.defer("views"):\n    p.body'),
    ("a prefetch that nobody reads", 'for p in Post.objects.prefetch_related("tags"):\n    p.title', [(1, UNUSED_TAGS)],
     "for p in Post.objects.all():\n    p.title"),
    ("one of two", 'for p in Post.objects.prefetch_related("tags", "vote_set").all():\n    p.title', [(1, UNUSED_TAGS)],
     'for p in Post.objects.prefetch_related("vote_set").all():\n    p.title'),
    ("the last of two", 'for p in Post.objects.prefetch_related("vote_set", "tags"):\n    p.title', [(1, UNUSED_TAGS)],
     'for p in Post.objects.prefetch_related("vote_set"):\n    p.title'),
    ("the far end of a path", 'for a in Author.objects.prefetch_related("posts__tags"):\n    a.posts.all()',
     [(1, UNUSED_TAGS)], 'for a in Author.objects.prefetch_related("posts"):\n    a.posts.all()'),
    ("both links of a chain on several lines",
     'posts = (\n    Post.objects\n    .select_related("author")\n    .prefetch_related("tags")\n    .filter(views=1)\n)\n',
     [(4, UNUSED_TAGS), (3, UNUSED_AUTHOR)], "posts = (\n    Post.objects\n    .filter(views=1)\n)\n"),
    ("len of a QuerySet", "posts = Post.objects.filter(views=1)\nprint(len(posts))", [(2, LEN)],
     "posts = Post.objects.filter(views=1)\nprint(posts.count())"),
    ("len of all rows", "len(list(Post.objects.all()))", [(1, LEN)], "Post.objects.count()"),
]
PUBLISHED = ("count_in_loop", "Author.posts", 'annotate(n=Count("posts", filter=Q(posts__published=True)))')
ACTIVE = 'Prefetch("tags", queryset=Tag.objects.filter(active=True), to_attr="chosen_tags")'
CHOSEN = ("filter_on_prefetched", "Post.tags", f"prefetch_related({ACTIVE})")
TOTAL = ("python_side_aggregate", "Post.views", 'Post.objects.aggregate(total=Sum("views"))["total"]')
ONLY_PUBLISHED = ("python_side_filter", "Post.published", "posts.filter(published=True)")
NARROW = ("over_fetch", "Post.body", 'only("title", "views")')
ANY = ("len_instead_of_count", "", "posts.exists()")
MENDED += [
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
# Each: what it shows, the code, and findings after which the code must stay as it is.
LEFT_ALONE = [
    ("a finding of an unknown kind", "Post.objects.all()", [(1, ("brand_new", "Post.author", 'select_related("author")'))]),
    ("advice with something left to think of", "for p in Post.objects.all():\n    p.tags.filter(active=True)",
     [(2, ("filter_on_prefetched", "Post.tags", 'prefetch_related(Prefetch("tags", queryset=...))'))]),
    ("a count with conditions", "[p.comment_set.filter(approved=True).count() for p in Post.objects.all()]",
     [(1, ("count_in_loop", "Post.comment_set", 'annotate(n=Count("comment", filter=Q(...)))'))]),
    ("a filtered count that the advice does not name", "[p.comment_set.filter(approved=True).count() for p in Post.objects.all()]",
     [(1, COUNT)]),
    ("a name that may be either of two QuerySets", ("posts = Post.objects.all() if x else Post.objects.none()\n"
     "for p in posts:\n    p.author.name"), [(3, AUTHOR)]),
    ("a function called from two places",
     ("def label(p):\n    return p.author\nfor p in Post.objects.all():\n    label(p)\n"
     "for p in Post.objects.filter(views=1):\n    label(p)"), [(2, AUTHOR)]),
    ("rows of a file", "for p in load():\n    p.author.name", [(2, AUTHOR)]),
    ("one object of a list", "posts = [Post.objects.get(pk=1), Post.objects.get(pk=2)]\nfor p in posts:\n    p.author",
     [(3, AUTHOR)]),
    ("a path other than the one in the code", "for b in Book.objects.all():\n    b.publisher.country.name",
     [(2, ("n_plus_one", "Author.country", 'select_related("author__country")'))]),
    ("the first of a filtered relation", "[p.tags.filter(active=True).first() for p in Post.objects.all()]",
     [(1, ("n_plus_one", *CHOSEN[1:]))]),
    ("columns of a chain that names some", 'Post.objects.defer("body")', [(1, NARROW)]),
    ("columns of two chains", "Post.objects.all(), Post.objects.all()", [(1, NARROW)]),
    ("rows that a slice would cut", "list(Post.objects.all())[:3]", [(1, ("over_fetch", "", "Post.objects.all()[:3]"))]),
    ("two conditions in Python", "posts = Post.objects.all()\n[p.title for p in posts if p.published if p.views]",
     [(2, ONLY_PUBLISHED)]),
    ("a sum of a list", "sum([1, 2])", [(1, TOTAL)]),
    ("a sum with something left to think of", "sum(p.views for p in Post.objects.all())",
     [(1, ("python_side_aggregate", "Post.views", "Post.objects.aggregate(...)"))]),
    ("a prefetch in two places",
     'a = Post.objects.prefetch_related("tags")\nb = Post.objects.prefetch_related("tags")', [(1, UNUSED_TAGS)]),
    ("a prefetch that is an object", 'Post.objects.prefetch_related(Prefetch("tags"))', [(1, UNUSED_TAGS)]),
    ("len of a list", "names = ['a']\nlen(names)", [(2, LEN)]),
    ("no line", "for p in Post.objects.all():\n    p.author.name", [(None, AUTHOR)]),
    ("a name that is bound to itself", "posts = posts.filter()\nfor p in posts:\n    p.author", [(2, AUTHOR)]),
    ("no Python", "for p in Post.objects.all()\n    p.author", [(2, AUTHOR)]),
    ("brackets without end", "(" * 9_000, [(1, AUTHOR)]),
    ("nothing found", "for p in Post.objects.all():\n    p.author.name", []),
]


def found(line: int | None, kind: tuple[str, str, str]) -> Finding:
    code, relation, fix = kind
    return Finding(code, line, None, relation, 100, fix, "")


@pytest.mark.parametrize(("code", "findings", "expected"), [case[1:] for case in MENDED], ids=[case[0] for case in MENDED])
def test_the_least_edit_takes_the_advice(code, findings, expected):
    mend = mended(code, [found(*one) for one in findings])
    assert mend is not None
    assert mend.code == expected
    assert len(mend.findings) == len(findings)


@pytest.mark.parametrize(("code", "findings"), [case[1:] for case in LEFT_ALONE], ids=[case[0] for case in LEFT_ALONE])
def test_where_the_edit_is_not_certain_none_is_made(code, findings):
    assert mended(code, [found(*one) for one in findings]) is None


def test_what_cannot_be_mended_does_not_keep_the_rest_from_being():
    code = "for p in Post.objects.all():\n    p.author.name, p.tags.filter(active=True)"
    advice = [found(2, ("filter_on_prefetched", "Post.tags", "Prefetch(...)")), found(2, AUTHOR)]
    mend = mended(code, advice)
    assert mend is not None
    assert [one.relation for one in mend.findings] == ["Post.author"]


def test_a_mended_program_is_not_mended_again():
    code = re.sub(" +$", "", 'for p in Post.objects.select_related("author"):\n    p.author.name')
    assert mended(code, [found(2, AUTHOR)]) is None
