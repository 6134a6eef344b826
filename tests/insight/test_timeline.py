"""The laziness timeline in the real jail: what each line built, asked, or found in a cache."""

from __future__ import annotations

import pytest

from course import attempts, insight
from course.domain.run import RunStatus
from tests.insight.programs import DATASET

pytestmark = pytest.mark.usefixtures("sandbox", "live_dataset")

TIMELINE = """\
posts = Post.objects.all()
for post in posts:
    post.author.name
list(posts)
posts.count()
list(posts.all())
for post in Post.objects.prefetch_related("tags")[:3]:
    list(post.tags.all())
    list(post.tags.filter(active=True))
ann = Author.objects.first()
list(ann.posts.all())
list(ann.posts.all())
repr(Tag.objects.all())
list(Tag.objects.iterator())
for post in Post.objects.select_related("author")[:2]:
    post.author.name
Post.objects.only("title")[0].body
"""


def test_the_timeline_tells_line_by_line_what_asked_and_what_did_not() -> None:
    found = insight.timeline(TIMELINE, DATASET)
    seen = {line.line: [(event.kind, event.queries) for event in line.events] for line in found.lines}
    built = ("built", 0)
    assert seen == {
        1: [built], 2: [("evaluated", 1)], 3: [("evaluated", 100)], 4: [("cache", 0)], 5: [("cache", 0)],
        6: [built, ("again", 1)], 7: [built, built, ("evaluated", 2)], 8: [("cache", 0)], 9: [built, ("again", 3)],
        10: [("evaluated", 1)], 11: [built, ("evaluated", 1)], 12: [built, ("again", 1)], 13: [built, ("unkept", 1)],
        14: [("unkept", 1)], 15: [built, built, ("evaluated", 1)], 16: [("cache", 0)],
        17: [built, ("unkept", 1), ("evaluated", 1)],
    }  # fmt: skip
    assert found.queries == sum(line.queries for line in found.lines) == attempts.run(TIMELINE, DATASET).query_count


def test_the_timeline_says_why_something_was_asked_again() -> None:
    why = {line.line: line.events[-1].why for line in insight.timeline(TIMELINE, DATASET).lines}
    assert why[6] == "The rows were loaded already, but `all()` makes a new QuerySet, which knows nothing of them."
    assert why[9].startswith("`filter()` left the prefetched set")
    assert why[12].startswith("The same question as on line 11: each `.all()` of a manager makes a new QuerySet.")
    assert why[13] == "`repr()` reads at most 21 rows with a LIMIT and does not fill the cache."


def test_what_changes_a_relation_is_one_event_and_a_write_gives_no_rows() -> None:
    code = "post = Post.objects.get(pk=1)\npost.tags.add(1, 2)\npost.tags.set([3])\nPost.objects.update(views=1)\nTag.objects.filter(pk=-1).exists()"
    found = insight.timeline(code, DATASET)
    last = {line.line: line.events[-1].text for line in found.lines}
    assert all(len(line.events) <= 2 for line in found.lines)
    assert insight.timeline("Member.objects.get(pk=1).loans.count()", DATASET).lines[0].events[1].text == "`count()` on `Member.loans` sends 1 query, 1 row"
    assert last[2].startswith("`add()` on `Post.tags` sends ")
    assert last[3].startswith("`set()` on `Post.tags` sends ")
    assert last[4] == "`update()` on posts sends 1 query"
    assert last[5] == "`exists()` on tags sends 1 query"


def test_a_lazy_answer_is_told_on_the_line_that_gives_it() -> None:
    found = insight.timeline("def solve():\n    tags = Tag.objects.all()\n    return tags\n", DATASET)
    assert [(line.line, [event.kind for event in line.events]) for line in found.lines] == [(2, ["built"]), (3, ["evaluated"])]


@pytest.mark.parametrize(
    "code",
    [
        "connection.cursor().execute('SELECT 1')",
        "list(Post.objects.raw('SELECT * FROM blog_post'))",
        "import asyncio\nasync def titles():\n    return [p.title async for p in Post.objects.all()[:3]]\nasyncio.run(titles())",
        "from django.db.models import prefetch_related_objects\nposts = list(Post.objects.all()[:3])\nprefetch_related_objects(posts, 'tags')",
        "Tag.objects.bulk_create([Tag(name=f'n{n}', active=True) for n in range(5)], batch_size=2)",
        "with transaction.atomic():\n    Tag.objects.create(name='x', active=True).delete()",
        "Post.objects.get_or_create(pk=1)",
        "list(Author.objects.filter(name='x').values(original=F('handle')))\nAuthor.objects.aggregate(original=Count('pk'), source=Max('pk'))",
    ],
)  # fmt: skip
def test_every_statement_stands_somewhere_in_the_timeline(code: str) -> None:
    found = insight.timeline(code, DATASET)
    assert sum(line.queries for line in found.lines) == found.queries == attempts.run(code, DATASET).query_count > 0


@pytest.mark.parametrize(
    ("code", "status", "lines"),
    [
        ("posts = list(Post.objects.all())\n1 / 0", "error", 1),
        ("for", "rejected", 0),
    ],
)
def test_a_timeline_of_a_run_that_ends_badly_says_so(code: str, status: str, lines: int) -> None:
    found = insight.timeline(code, DATASET)
    assert (found.status, len(found.lines)) == (status, lines)
    assert found.problem


def test_a_timeline_that_a_limit_cut_keeps_the_queries_by_line() -> None:
    found = insight.timeline("posts = list(Post.objects.all())\nwhile True:\n    Tag.objects.exists()", DATASET)
    assert [(line.line, line.events[0].kind) for line in found.lines] == [(1, "evaluated"), (3, "evaluated")]
    assert found.lines[0].events[0].text == "1 query, 100 rows until the run was stopped"
    assert found.queries > 1_000
    assert found.truncated
    assert found.problem.endswith("only its queries are known.")


def test_a_program_that_forges_its_report_gets_no_steps_and_no_timeline() -> None:
    forged = "from sandbox_app.tools import recorder\nrecorder.Recorder.told = lambda self: ['forged']\nPost.objects.count()"
    found = insight.timeline(forged, DATASET)
    assert (found.lines, found.status) == ((), RunStatus.OK.value)
