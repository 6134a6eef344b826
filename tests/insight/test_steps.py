"""The chain stepper in the real jail: what each link of a learner's QuerySet chains adds to the SQL."""

from __future__ import annotations

import pytest

from course import insight
from course.datasets import UnknownDataset
from tests.insight.programs import DATASET

pytestmark = pytest.mark.usefixtures("sandbox", "live_dataset")

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


def test_a_dataset_that_is_not_there_is_said() -> None:
    with pytest.raises(UnknownDataset):
        insight.steps("1", "nowhere")
