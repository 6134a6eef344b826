"""Fixes that are offered have been run: in the real jail, the same for less."""

from __future__ import annotations

import pytest

from course import attempts
from course.domain.insight.comparison import footprint
from course.domain.mending.mends import ProvenMend
from course.mended import proven_mend

pytestmark = pytest.mark.usefixtures("sandbox", "live_dataset")

DATASET = "town-library"
COUNTS_ITSELF = """
from django.test.utils import CaptureQueriesContext
with CaptureQueriesContext(connection) as sent:
    for p in Post.objects.all():
        p.author.name
print(len(sent))
"""


def offered(code: str) -> ProvenMend | None:
    return proven_mend(code, attempts.run(code, DATASET))


@pytest.mark.parametrize(
    ("code", "measure", "before", "after", "part"),
    [
        ("[(p.title, p.author.name) for p in Post.objects.all()]", "queries", 101, 1, '.all().select_related("author")'),
        ("[p.author.name for p in Post.objects.only('title')]", "queries", 201, 1, "only('title', 'author').select_related('author')"),
        ("for p in Post.objects.order_by('pk')[:10]:\n    print(p.author.name, len(p.tags.all()))", "queries", 21, 2,
         "order_by('pk').select_related('author').prefetch_related('tags')[:10]"),
        ("posts = Post.objects.filter(pk__lte=5)\n[a.author.country and a.author.country.name for a in posts]",
         "queries", None, 1, 'filter(pk__lte=5).select_related("author__country")'),
        ("[(a.name, [(p.title, [t.name for t in p.tags.all()]) for p in a.posts.all()])\n for a in Author.objects.all()]",
         "queries", 121, 3, 'Author.objects.all().prefetch_related("posts__tags")'),
        ("[(p.title, p.comment_set.count()) for p in Post.objects.order_by('pk')]", "queries", 101, 1, 'Count("comment")'),
        ("for p in Post.objects.only('title'):\n    print(p.views)", "queries", 101, 1, "only('title', 'views')"),
        ("def label(post):\n    return post.author.name\n\n\n[label(one) for one in Post.objects.all()]", "queries", 101, 1,
         'Post.objects.all().select_related("author")'),
        ("for p in Post.objects.all():\n    print(p.title, p.comment_set.count(), p.vote_set.count())", "queries", 201, 1,
         "p.n_comment, p.n_vote"),
        ("posts = Post.objects.prefetch_related('tags')\n[[t.name for t in p.tags.filter(active=True)] for p in posts]",
         "queries", 102, 2, "p.chosen_tags"),
        ("sum(p.views for p in Post.objects.all())", "rows", 100, 1, 'aggregate(total=Sum("views"))'),
        ("[p.title for p in Post.objects.all() if p.published]", "rows", 100, 82, "objects.filter(published=True)"),
        ("print(len(Post.objects.all()))", "rows", 100, 1, "Post.objects.count()"),
        ("[p.title for p in Post.objects.select_related('author')]", "columns", 21, 12, "Post.objects.all()"),
    ],
    ids=[
        "foreign key", "foreign key that only() left out", "two relations and a slice", "two levels forward", "two levels back", "count", "only", "argument",
        "two counts", "chosen", "sum", "condition", "len", "unused join",
    ],
)
def test_a_proven_fix_is_offered_with_what_it_saves(code, measure, before, after, part):
    mend = offered(code)
    assert mend is not None
    assert part in mend.code
    assert (mend.measure, mend.after) == (measure, after)
    assert mend.before == (before or attempts.run(code, DATASET).query_count)
    assert getattr(footprint(attempts.run(mend.code, DATASET)), measure) == after
    assert {line.kind for line in mend.changes} == {"removed", "added"}


@pytest.mark.parametrize(
    "code",
    [
        # right in form, but the edited program prints another number
        COUNTS_ITSELF,
        # a filtered manager asks again, prefetched or not
        "for a in Author.objects.all():\n    print(a.posts.filter(views__gt=100).last())",
        "for p in Post.objects.all():\n    print(p.author.name)\n1 / 0",
        "for p in Post.objects.select_related('author'):\n    p.author.name",
        "1 + 1",
    ],
    ids=["another output", "filtered", "raises", "nothing to mend", "no query"],
)
def test_a_fix_that_is_not_proven_is_not_offered(code):
    assert offered(code) is None


def test_rows_without_a_given_order_may_come_in_another_and_that_is_said():
    code = "[(p.title, p.vote_set.count()) for p in Post.objects.all()]"
    mend = offered(code)
    assert mend is not None
    assert (mend.after, mend.same_order) == (1, False)
    assert offered(code.replace("all()", "order_by('pk')")).same_order is True


@pytest.mark.parametrize(
    ("code", "before", "after", "part"),
    [
        ("for p in Post.objects.filter(featured=True):\n    p.views += 1\n    p.save()", None, 1, '.update(views=F("views") + 1)'),
        ("for s in Staff.objects.all():\n    s.salary = s.salary * Decimal('1.10')\n    s.save()", 25, 1, "Staff.objects.update("),
        ("for p in Post.objects.all():\n    print(p.title)\n    p.views = len(p.author.name)\n    p.save()", 201, 2,
         'Post.objects.bulk_update(changed, ["views"])'),
        ("for name in ['one', 'two', 'three']:\n    Tag.objects.create(name=name)", 3, 1, "Tag.objects.bulk_create([Tag(name=name) for"),
        (("def solve():\n    for name in ['one', 'two', 'three']:\n        print(name)\n        Tag.objects.create(name=name)\n"
          "    return Tag.objects.count()"), 4, 2, "    Tag.objects.bulk_create(created)\n"),
    ],
    ids=["update", "decimals", "bulk_update", "bulk_create", "collected"],
)
def test_a_fix_of_writes_leaves_the_same_rows_and_says_what_it_skips(code, before, after, part):
    run = attempts.run(code, DATASET)
    mend = proven_mend(code, run)
    assert mend is not None
    assert part in mend.code
    assert mend.skips_save
    assert (mend.measure, mend.before, mend.after) == ("queries", before or run.query_count, after)
    again = attempts.run(mend.code, DATASET)
    assert dict(again.tables_changed) == dict(run.tables_changed) != {}


@pytest.mark.parametrize(
    ("code", "before", "after", "part", "skips_delete"),
    [
        ("for v in Vote.objects.filter(member_id__lt=9):\n    v.delete()", None, 1, "Vote.objects.filter(member_id__lt=9).delete()", True),
        ("for p in Post.objects.filter(featured=True):\n    print(p.title)\n    p.delete()", 71, 7,
         "    deleted.append(p.pk)\nPost.objects.filter(pk__in=deleted).delete()", True),
        ("for key in range(1, 9):\n    print(key)\n    Post.objects.filter(id=key, published=True).update(views=0)", 8, 1,
         "    updated.append(key)\nPost.objects.filter(id__in=updated, published=True).update(views=0)", False),
        ("for p in Post.objects.all():\n    Post.objects.filter(pk=p.pk).update(likes=p.views + 1)", 101, 1,
         'Post.objects.update(likes=F("views") + 1)', False),
        ("for key in range(1, 9):\n    print(key)\n    Post.objects.filter(pk=key).update(title='{}')", 8, 1,
         "Post.objects.filter(pk__in=updated).update(title='{}')", False),
    ],
    ids=["deleted", "deleted with what hangs on them", "updated", "updated from a column", "braces in a text"],
)
def test_calls_for_one_row_become_one_call_that_leaves_the_same_rows(code, before, after, part, skips_delete):
    run = attempts.run(code, DATASET)
    mend = proven_mend(code, run)
    assert mend is not None
    assert part in mend.code
    assert (mend.skips_save, mend.skips_delete) == (False, skips_delete)
    assert (mend.measure, mend.before, mend.after) == ("queries", before or run.query_count, after)
    again = attempts.run(mend.code, DATASET)
    assert dict(again.tables_changed) == dict(run.tables_changed) != {}


@pytest.mark.parametrize("code", [
    # the second pass reads what the first one has left
    "for p in Post.objects.order_by('pk')[:5]:\n    print(Post.objects.count())\n    p.delete()",
    # a signal that looks at what is left
    ("from django.db.models.signals import post_delete\n\n\ndef tell(**_):\n    print(Vote.objects.count())\n\n\n"
     "post_delete.connect(tell, sender=Vote)\nfor v in Vote.objects.order_by('pk')[:5]:\n    v.delete()"),
    # each pass adds up what the others wrote
    "for p in Post.objects.order_by('pk')[:5]:\n    Post.objects.filter(pk=p.pk).update(views=Post.objects.aggregate(m=Max('views'))['m'] + 1)",
], ids=["counts what is left", "a signal", "reads what it writes"])
def test_calls_that_go_by_what_the_others_left_stay(code):
    run = attempts.run(code, DATASET)
    assert {"save_in_loop", "delete_in_loop"} & {one.code for one in run.findings}
    mend = proven_mend(code, run)
    assert mend is None or not {"save_in_loop", "delete_in_loop"} & {one.code for one in mend.findings}


@pytest.mark.parametrize(
    "code",
    [
        # save() writes every column, so the last of the two objects wins
        "posts = [Post.objects.get(pk=1) for _ in range(3)]\nfor p in posts:\n    p.views += 1\n    p.save()\n    posts[2].likes = 0",
        # each row asks what the rows before it have left
        "for t in Tag.objects.all():\n    t.name = f'{t.name} {Tag.objects.filter(name__contains=\" \").count()}'\n    t.save()",
        # a key that is read from the last row
        "for n in range(3):\n    Tag.objects.create(name=f'{n} {Tag.objects.latest(\"pk\").pk}')",
        # what a signal does before each save()
        ("from django.db.models.signals import pre_save\n\n\ndef shout(instance, **_):\n    instance.name = instance.name.upper()\n\n\n"
         "pre_save.connect(shout, sender=Tag)\nfor n in range(3):\n    Tag.objects.create(name=f'tag {n}')"),
        # more rows than are told
        "for n in range(501):\n    Tag.objects.create(name=f'{n}')",
    ],
    ids=["another value", "reads what it writes", "reads the last key", "a signal", "too many to compare"],
)
def test_a_fix_that_would_leave_other_rows_is_not_offered(code):
    run = attempts.run(code, DATASET)
    assert {"save_in_loop", "create_in_loop"} & {one.code for one in run.findings}
    assert proven_mend(code, run) is None
