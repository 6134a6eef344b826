"""Fixes that are offered have been run: in the real jail, the same for less."""

from __future__ import annotations

import pytest

from course import attempts, content
from course.domain.comparison import footprint
from course.domain.mending import ProvenMend
from course.evaluation import evaluate_on
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
        "foreign key", "two relations and a slice", "two levels forward", "two levels back", "count", "only", "argument",
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
        # select_related() and only() refuse each other
        "[p.author.name for p in Post.objects.only('title')]",
        # a filtered manager asks again, prefetched or not
        "for a in Author.objects.all():\n    print(a.posts.filter(views__gt=100).first())",
        "for p in Post.objects.all():\n    p.views = len(p.author.name)\n    p.save()",
        "for p in Post.objects.all():\n    print(p.author.name)\n1 / 0",
        "for p in Post.objects.select_related('author'):\n    p.author.name",
        "1 + 1",
    ],
    ids=["another output", "refused", "filtered", "writes", "raises", "nothing to mend", "no query"],
)
def test_a_fix_that_is_not_proven_is_not_offered(code):
    assert offered(code) is None


def test_rows_without_a_given_order_may_come_in_another_and_that_is_said():
    code = "[(p.title, p.vote_set.count()) for p in Post.objects.all()]"
    mend = offered(code)
    assert mend is not None
    assert (mend.after, mend.same_order) == (1, False)
    assert offered(code.replace("all()", "order_by('pk')")).same_order is True


def test_each_fix_offered_for_a_slow_answer_of_modules_5_to_7_keeps_it_right_and_most_pass():
    """Every answer of these lessons that is right and sends too much, with what is offered for it applied."""
    image, verdicts = attempts.live_image(DATASET), []
    lessons = [lesson for lesson in content.course().lessons if lesson.front.number[0] in "567"]
    for exercise in [one for lesson in lessons for one in lesson.exercises]:
        for file in [one for one in exercise.wrong_answers if exercise.wrong[one.name].check == "max_queries"]:
            mend = proven_mend(file.code, attempts.run(file.code, DATASET))
            if mend:
                verdicts.append(evaluate_on(exercise, mend.code, image, further=()).verdict.value)
    assert set(verdicts) == {"passed", "slow"}
    assert verdicts.count("passed") >= 20
