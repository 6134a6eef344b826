"""Insight in the real jail: growth, plans, chain steps, the timeline and comparisons of a learner's code."""

from __future__ import annotations

import json

import pytest

from course import attempts, insight
from course.datasets import UnknownDataset
from course.domain.insight.comparison import compare_footprints, footprint
from course.domain.run import CapturedQuery, DataImage, RunResult, RunStatus

pytestmark = pytest.mark.usefixtures("sandbox", "live_dataset")

DATASET = "town-library"
NAIVE = "for post in Post.objects.all():\n    post.author.name\n"
JOINED = "for post in Post.objects.select_related('author'):\n    post.author.name\n"


@pytest.mark.parametrize(
    ("code", "kind", "verdict"),
    [
        (NAIVE, "linear", "grows with posts"),
        (JOINED, "constant", "constant"),
        ("for loan in Loan.objects.all():\n    loan.book.title", "linear", "grows with loans"),
        ("for role in Role.objects.all():\n    role.staff_set.count()", "linear", "grows with roles"),
        ("for post in Post.objects.all():\n    Comment.objects.filter(post=post).count()", "linear", "grows with posts"),
        ("for branch in Branch.objects.all():\n    for role in Role.objects.all():\n        Staff.objects.filter(branch=branch, role=role).count()",
         "product", "grows with branches × roles"),
        ("[post.author.name for post in Post.objects.all()[:10]]", "constant", "constant"),
        ("for n in range(1000 // Post.objects.count()):\n    Tag.objects.exists()", "shrinks", "shrinks as the data grows"),
        ("1 / 0", "unknown", "not known"),
    ],
)  # fmt: skip
def test_growth_and_what_it_grows_with(code: str, kind: str, verdict: str) -> None:
    found = insight.growth_of(code, DATASET)
    assert (found.kind, found.verdict) == (kind, verdict)
    assert [point.scale for point in found.points] == [1, 2, 4]
    assert json.loads(json.dumps(found.as_json()))["verdict"] == verdict


def plan_texts(code: str) -> list[list[str]]:
    found = insight.plans(attempts.run(code, DATASET))
    assert (found.problem, found.left_out) == ("", 0)
    return [[step.text for step in plan.steps] for plan in found.plans]


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("list(Loan.objects.all())", [["reads all 160 loans"]]),
        ("Post.objects.get(pk=1)", [["finds one post by its primary key"]]),
        ("list(Comment.objects.filter(post=1))", [["finds comments by an index on post"]]),
        ("Author.objects.filter(handle='x').first()", [["finds one author by the unique index on handle"]]),
        ("list(Post.objects.order_by('title'))", [["reads all 100 posts", "sorts 100 rows, because no index gives this order"]]),
        ("Post.objects.filter(title='x').update(views=1)", [["reads all 100 posts"]]),
        (NAIVE, [["reads all 100 posts"], ["finds one author by its primary key"]]),
    ],
)
def test_plans_of_each_group_in_words(code: str, texts: list[list[str]]) -> None:
    assert plan_texts(code) == texts


def test_plans_mark_full_scans_and_suggest_an_index() -> None:
    (plan,) = insight.plans(attempts.run("list(Loan.objects.filter(returned_on=None).order_by('due_on'))", DATASET)).plans
    assert plan.full_scans == 1
    assert [idea.columns for idea in plan.ideas] == [("returned_on", "due_on"), ("returned_on",), ("due_on",)]
    assert [table.name for table in insight.plans(attempts.run(OVERDUE, DATASET)).tables] == ["library_loan"]


def test_one_index_for_a_condition_and_an_order_spares_the_sort() -> None:
    result = attempts.run("list(Author.objects.get(pk=1).posts.order_by('-created'))", DATASET)
    plan = insight.plans(result).plans[1]
    assert [idea.columns for idea in plan.ideas] == [("author_id", "created")]
    after = insight.what_if(result, plan.group, plan.ideas[0].table, plan.ideas[0].columns).after
    assert after is not None
    assert [step.kind for step in after.steps] == ["search"]


def test_planning_a_delete_deletes_nothing() -> None:
    result = attempts.run("Comment.objects.all().delete()", DATASET)
    assert insight.plans(result).plans[-1].steps[0].table == "blog_comment"
    assert attempts.run("Comment.objects.count()", DATASET).value.json == 197


def test_a_statement_with_very_many_values_is_planned_all_the_same() -> None:
    assert plan_texts("list(Post.objects.filter(pk__in=range(1, 400)))") == [["finds posts by their primary keys"]]


OVERDUE = "list(Loan.objects.filter(returned_on=None).order_by('due_on'))"


def test_what_an_index_would_change() -> None:
    found = insight.what_if(attempts.run(OVERDUE, DATASET), 0, "library_loan", ["returned_on", "due_on"])
    assert found.before is not None
    assert found.after is not None
    assert [step.text for step in found.before.steps] == ["reads all 160 loans", "sorts 21 rows, because no index gives this order"]
    assert ([step.text for step in found.after.steps], found.used) == (["finds loans by an index on returned_on"], True)


def test_an_index_that_does_not_help_is_not_used() -> None:
    found = insight.what_if(attempts.run(OVERDUE, DATASET), 0, "library_loan", ["renewals"])
    assert (found.used, found.before, found.problem) == (False, found.after, "")


@pytest.mark.parametrize(
    ("group", "table", "columns", "problem"),
    [
        (0, "library_loan", ["nonsense"], "`library_loan` has no column `nonsense`."),
        (0, "no_table", ["id"], "`no_table` has no column `id`."),
        (0, 'x"; DROP TABLE blog_tag; --', ["id"], '`x"; DROP TABLE blog_tag; --` has no column `id`.'),
        (0, "library_loan", [], "Name one table, and one to five of its columns."),
        (7, "library_loan", ["due_on"], "The code sent no such query this time."),
    ],
)
def test_an_index_that_cannot_be_is_refused_in_words(group: int, table: str, columns: list[str], problem: str) -> None:
    found = insight.what_if(attempts.run(OVERDUE, DATASET), group, table, columns)
    assert (found.problem, found.after, found.used) == (problem, None, False)


NOTHING_TO_PLAN = "Reads no table, so there is nothing to plan."
HOSTILE = {
    "attach": ("ATTACH DATABASE '/etc/passwd' AS x", "not authorized"),
    "pragma": ("PRAGMA writable_schema = ON", "not authorized"),
    "permitted pragma": ("PRAGMA table_info(blog_post)", NOTHING_TO_PLAN),
    "two statements": ("SELECT 1; DELETE FROM blog_post", "You can only execute one statement at a time."),
    "extension": ("SELECT load_extension('x')", "not authorized to use function: load_extension"),
    "delete": ("DELETE FROM blog_post", ""),
    "drop": ("DROP TABLE blog_post", ""),
    "create": ("CREATE TABLE x (a)", NOTHING_TO_PLAN),
    "vacuum": ("VACUUM INTO '/tmp/copy'", NOTHING_TO_PLAN),
    "endless": ("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT * FROM r", ""),
    "deep": (f"SELECT {'(' * 3_000}1{')' * 3_000}", "parser stack overflow"),
    "huge": (f"SELECT '{'x' * 200_000}'", ""),
    "nothing": ("", "incomplete input"),
    "NUL": ("\0SELECT 1", "the query contains a null character"),
    "half a character": ("SELECT '\udc00'", ""),
}


@pytest.mark.parametrize(("sql", "words"), HOSTILE.values(), ids=HOSTILE.keys())
def test_planning_any_text_at_all_does_no_harm(sql: str, words: str, live_dataset) -> None:
    """Only what a run captured is planned; if that could be forged, a statement would still be prepared at most."""
    image = DataImage(DATASET, live_dataset.version)
    forged = RunResult(RunStatus.OK, image, queries=(CapturedQuery(0, sql, (), "", None, None, 0, 0.0),))
    found = insight.plans(forged)
    tried = insight.what_if(forged, 0, "blog_tag", ["active"])
    assert found.problem or found.left_out or found.plans[0].error.endswith(words)
    assert tried.used is False
    assert attempts.run("(Post.objects.count(), Tag.objects.filter(pk=-1).explain())", DATASET).value.rows[0] == (100,)


def test_what_the_code_sends_itself_is_planned_and_never_run_again() -> None:
    code = "with connection.cursor() as cursor:\n    cursor.execute('DELETE FROM blog_comment WHERE post_id = 1')\nComment.objects.count()"
    found = insight.plans(attempts.run(code, DATASET))
    assert found.plans[0].steps[0].text == "finds comments by an index on post, without touching the table"
    assert attempts.run("Comment.objects.count()", DATASET).value.json == 197


STEPS = """\
wanted = date(2026, 1, 1)
recent = Post.objects.filter(created__gte=wanted)

def solve():
    titles = []
    for post in (recent.select_related("author")  # é
                 .order_by("-created")[:10]):
        titles.append(post.comment_set.filter(approved=True).count())
    unknown = Post.objects.filter(author=who)
    return recent.get(pk=1)
"""


def test_steps_of_each_chain_with_what_each_link_adds() -> None:
    found = insight.steps(STEPS, DATASET)
    assert [chain.source for chain in found.chains] == [
        "Post.objects.filter(created__gte=wanted)",
        'recent.select_related("author").order_by("-created")[:10]',
        "post.comment_set.filter(approved=True).count()",
        "Post.objects.filter(author=who)",
        "recent.get(pk=1)",
    ]
    joined, ordered, cut = found.chains[1].steps[1:]
    added = ["".join(part.text for part in step.parts if part.change == "added") for step in (joined, ordered, cut)]
    assert added[0].endswith('INNER JOIN "blog_author" ON ("blog_post"."author_id" = "blog_author"."id")')
    assert added[1:] == ['ORDER BY "blog_post"."created" DESC', "LIMIT 10"]
    assert (ordered.line, ordered.column, ordered.end_line, ordered.end_column) == (7, 17, 7, 38)


def test_steps_end_where_the_database_would_be_asked_or_a_value_is_not_known() -> None:
    chains = insight.steps(STEPS, DATASET).chains
    assert [chain.steps[-1].kind for chain in chains] == ["queryset", "queryset", "asks", "unknown", "asks"]
    assert chains[2].steps[-1].sql.startswith("SELECT COUNT(*)")
    assert chains[2].steps[0].note == "Shown as if the post had the primary key 1."
    assert chains[3].steps[-1].note == "`who` has a value only while the code runs, so the steps end here."
    assert chains[4].steps[-1].sql.endswith("LIMIT 21")


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("Post.objects.filter(wrong=1)", ["queryset", "error"]),
        ("Post.objects.filter(pk__in=[])", ["queryset", "queryset"]),
        ("Comment.objects.filter(post=OuterRef('pk')).values('pk')", ["queryset", "outer", "outer"]),
        ("Post.objects.prefetch_related('tags').iterator(chunk_size=9)", ["queryset", "queryset", "value"]),
        ("Post.objects.filter(pk__in=[p for p in (1, 2)])", ["queryset", "unknown"]),
        ("Post.objects.order_by('pk')[0]", ["queryset", "queryset", "asks"]),
        ("Tag.objects.get_or_create(name='x')", ["queryset", "asks"]),
        ("Post.objects.filter(wrong=1).order_by('pk')", ["queryset", "error"]),
        ("Post.objects.select_related('author').only('title').only('author')", ["queryset", "queryset", "error", "queryset"]),
        ("Post.objects.values('title').union(Book.objects.values('title')).order_by('title')", ["queryset"] * 4),
    ],
)
def test_kinds_of_links(code: str, kinds: list[str]) -> None:
    assert [step.kind for step in insight.steps(code, DATASET).chains[0].steps] == kinds


@pytest.mark.parametrize(
    ("code", "source", "last"),
    [
        ("ann = Author.objects.get(name='Ann')\nann.posts.filter(published=True)", "ann.posts.filter(published=True)", "Adds to `WHERE`."),
        ("post = Post.objects.first()\nComment.objects.filter(post=post)", "Comment.objects.filter(post=post)", "Adds `WHERE`. Shown as if the post had the primary key 1."),
        ("ann = Author.objects.get(name='Ann')\nposts = ann.posts.all()\nposts.all()[:3]", "posts.all()[:3]", "Adds `LIMIT`."),
        ("tag = Tag.objects.order_by('pk')[0]\ntag.posts.count()", "tag.posts.count()", "Selects 1 column instead of 12 and takes away a `JOIN`. This asks the database now: the database counts, and one number comes back."),
    ],
)  # fmt: skip
def test_an_object_that_only_a_run_would_fetch_is_stood_in_for(code: str, source: str, last: str) -> None:
    chain = insight.steps(code, DATASET).chains[-1]
    assert (chain.source, chain.steps[-1].words) == (source, last)
    assert any("as if the " in step.note for step in chain.steps)


@pytest.mark.parametrize(
    ("chain", "note"),
    [
        ("Author.objects.prefetch_related('following__posts')", "This SQL stays as it is: after it, 2 more queries, one for each, load `following` and `following__posts` for all rows together."),
        ("Post.objects.select_related('book').prefetch_related('book__authors')", "This SQL stays as it is: after it, one more query loads `book__authors` for all rows together."),
        ("Post.objects.prefetch_related(Prefetch('tags', to_attr='all_tags'))", "This SQL stays as it is: after it, one more query loads `all_tags` for all rows together."),
        ("Post.objects.prefetch_related('title')", "`title` is no relation: Django will refuse it, but only when the rows are fetched."),
        ("Post.objects.prefetch_related(Prefetch('tags', to_attr='title'))", "The model has a field `title` already: Django will refuse this `to_attr`, but only with the rows."),
        ("Publisher.objects.prefetch_related(Prefetch('books', to_attr='available'), 'available__reviews')", "This SQL stays as it is: after it, 2 more queries, one for each, load `available` and `available__reviews` for all rows together."),
        ("Author.objects.prefetch_related('posts__nothing')", "`posts__nothing` is no relation: Django will refuse it, but only when the rows are fetched."),
        ("Post.objects.prefetch_related('nothing')", "`nothing` is no relation: Django will refuse it, but only when the rows are fetched."),
    ],
)  # fmt: skip
def test_a_prefetch_tells_each_query_it_will_cost(chain: str, note: str) -> None:
    assert insight.steps(chain, DATASET).chains[0].steps[-1].note == note


def test_inner_querysets_are_chains_of_their_own() -> None:
    code = "Post.objects.filter(author__in=Author.objects.filter(is_active=True))"
    assert [chain.source for chain in insight.steps(code, DATASET).chains] == [code, "Author.objects.filter(is_active=True)"]


def test_code_without_chains_and_code_that_is_no_python() -> None:
    assert insight.steps("x = 1\nprint(x)", DATASET).chains == ()
    found = insight.steps("for", DATASET)
    assert (found.problem, found.line) == ("SyntaxError: invalid syntax", 1)


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


def test_two_runs_side_by_side() -> None:
    found = compare_footprints(*(footprint(attempts.run(code, DATASET)) for code in (NAIVE, JOINED)))
    measures = {one.name: (one.before, one.after) for one in found.measures}
    assert (measures["queries"], measures["rows"], measures["columns"]) == ((101, 1), (200, 100), (21, 21))
    assert measures["bytes"][0] > measures["bytes"][1] > 10_000
    assert [(change.kind, change.before, change.after) for change in found.groups] == [("changed", 1, 1), ("removed", 100, 0)]
    assert [point.total_ms > 20 * 101 for point in found.latency_before.points] == [False, False, True]


def test_a_dataset_that_is_not_there_is_said() -> None:
    with pytest.raises(UnknownDataset):
        insight.steps("1", "nowhere")


def test_a_program_that_forges_its_report_gets_no_steps_and_no_timeline() -> None:
    forged = "from sandbox_app.tools import recorder\nrecorder.Recorder.told = lambda self: ['forged']\nPost.objects.count()"
    found = insight.timeline(forged, DATASET)
    assert (found.lines, found.status) == ((), RunStatus.OK.value)
