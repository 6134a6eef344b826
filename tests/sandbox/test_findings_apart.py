"""Several QuerySets on one line: each finding has its own relation, advice and count; and wrappers that ask nothing."""

from __future__ import annotations

import pytest

from course.domain.insight.stop import stop_of
from course.domain.report import explained
from course.domain.run import RunStatus
from course.mended import proven_mend

POSTS, FEATURED = 'Post.objects.order_by("pk")[:10]', "Post.objects.filter(featured=True)"
ACTIVE, IDLE = "Tag.objects.filter(active=True)", "Tag.objects.filter(active=False)"
CHOSEN = 'prefetch_related(Prefetch("tags", queryset={}, to_attr="chosen_tags"))'
# Each: a program of one line, its findings (code, relation, fix, count), and how many queries the offered code sends.
APART = {
    "two relations": (
        f"a, b = [x.author.name for x in {POSTS}], [y.publisher.name for y in Book.objects.all()[:7]]",
        [("n_plus_one", "Post.author", 'select_related("author")', 10),
         ("n_plus_one", "Book.publisher", 'select_related("publisher")', 7)], 2),
    "one relation of two QuerySets": (
        f"a, b = [x.author.name for x in {POSTS}], [y.author.name for y in {FEATURED}]",
        [("n_plus_one", "Post.author", 'select_related("author")', 10),
         ("n_plus_one", "Post.author", 'select_related("author")', 14)], 2),
    "two counts in the same words": (
        f"a, b = [x.tags.count() for x in {POSTS}], [x.tags.count() for x in {FEATURED}]",
        [("count_in_loop", "Post.tags", 'annotate(n=Count("tags"))', 10),
         ("count_in_loop", "Post.tags", 'annotate(n=Count("tags"))', 14)], 2),
    "a relation chosen in two ways": (
        f"a, b = [[*p.tags.filter(active=True)] for p in {POSTS}], [[*p.tags.filter(active=False)] for p in {FEATURED}]",
        [("n_plus_one", "Post.tags", CHOSEN.format(ACTIVE), 10), ("n_plus_one", "Post.tags", CHOSEN.format(IDLE), 14)], 4),
    "a relation sorted in two ways": (
        f"a, b = [sorted(p.tags.filter(active=True), key=str) for p in {POSTS}], [p.tags.filter(active=False).first() for p in {FEATURED}]",
        [("n_plus_one", "Post.tags", CHOSEN.format(ACTIVE), 10),
         ("n_plus_one", "Post.tags", CHOSEN.format(f'{IDLE}.order_by("pk")[:1]'), 14)], 4),
    "two lengths": (
        "print(len(Post.objects.filter(published=True)), len(Post.objects.filter(published=False)))",
        [("len_instead_of_count", "", "Post.objects.filter(published=True).count()", 1),
         ("len_instead_of_count", "", "Post.objects.filter(published=False).count()", 1)], 2),
    "two sums": (
        "print(sum(p.views for p in Post.objects.filter(pk__lt=50)), sum(p.likes for p in Post.objects.filter(pk__gt=50)))",
        [("python_side_aggregate", "Post.views", 'Post.objects.filter(pk__lt=50).aggregate(total=Sum("views"))["total"]', 1),
         ("python_side_aggregate", "Post.likes", 'Post.objects.filter(pk__gt=50).aggregate(total=Sum("likes"))["total"]', 1)],
        2),
    "two joins that nothing reads": (
        'print([p.pk for p in Post.objects.select_related("author")], [b.pk for b in Book.objects.select_related("publisher")])',
        [("unused_select_related", "Post.author", "select_related(None)", 1),
         ("unused_select_related", "Book.publisher", "select_related(None)", 1)], 2),
    "one relation in one loop": (
        f"print([(x.tags.count(), x.tags.count() + 1) for x in {POSTS}])",
        [("count_in_loop", "Post.tags", 'annotate(n=Count("tags"))', 20)], 1),
}


@pytest.mark.parametrize(("code", "found", "queries"), APART.values(), ids=APART.keys())
def test_each_finding_of_a_line_keeps_its_own_relation_advice_and_count(run, code, found, queries):
    result = explained(run(code))
    assert [(one.code, one.relation, one.fix, one.count) for one in result.findings] == found
    mend = proven_mend(code, result)
    assert mend is not None
    assert len(mend.findings) == len(found)
    mended = explained(run(mend.code))
    assert (mended.query_count, mended.findings) == (queries, ())


def test_the_same_advice_twice_on_one_line_says_for_which_place(run):
    code, _, _ = APART["one relation of two QuerySets"]
    messages = [one.message for one in explained(run(code)).findings]
    columns = [code.index(read) + 1 for read in ("x.author", "y.author")]
    assert [one.partition(" loaded")[0] for one in messages] == [f"Line 1 (column {column})" for column in columns]
    (alone,) = explained(run(f"a = [x.author.name for x in {POSTS}]")).findings
    assert alone.message.startswith("Line 1 loaded")


def test_of_two_questions_on_one_line_the_right_one_is_kept(run):
    twice = 'first = Post.objects.count(), Author.objects.count()\nprint(first, Author.objects.count())'
    (finding,) = explained(run(twice)).findings
    assert (finding.code, finding.fix, finding.count) == ("duplicate_query", "n = Author.objects.count()", 2)


WRAPPED = """
def watch(execute, sql, params, many, context):
    {body}
    return execute(sql, params, many, context)


with connection.execute_wrapper(watch):
    for post in Post.objects.order_by("pk")[:5]:
        print(post.author.name)
"""


@pytest.mark.parametrize("body", ["pass", "print(sql)"], ids=["silent", "prints"])
def test_a_wrapper_of_queries_is_not_what_asked(run, body):
    result = explained(run(WRAPPED.format(body=body)))
    assert [(one.line, one.loop_line) for one in result.queries] == [(8, None)] + [(9, 8)] * 5
    (finding,) = result.findings
    assert (finding.relation, finding.line, finding.loop_line, finding.count) == ("Post.author", 9, 8, 5)


def test_a_query_of_the_wrapper_itself_has_its_line(run):
    body = "if 'blog_author' in sql:\n        Tag.objects.count()\n        connection.cursor().execute('SELECT 1')"
    result = explained(run(WRAPPED.format(body=body)))
    assert [one.line for one in result.queries] == [10, 4, 5, 11] + [4, 5, 11] * 4


@pytest.mark.parametrize(("body", "status", "line"), [
    ("pass", RunStatus.QUERY_LIMIT, 11),
    ("'COUNT' in sql and __import__('time').sleep(60)", RunStatus.TIMEOUT, 3),
], ids=["in the query", "in the wrapper"])
def test_a_run_that_is_stopped_names_the_line_that_asked_or_the_wrapper_that_runs(strict_run, body, status, line):
    result = explained(strict_run(WRAPPED.format(body=body) + "    while True:\n        Post.objects.count()\n"))
    assert (result.status, stop_of(result).line) == (status, line)


def test_rows_of_two_models_in_one_loop_keep_their_own_relations(run):
    """Both send the same text from the same instruction."""
    rows = "[*Loan.objects.order_by('pk')[:4], *Review.objects.order_by('pk')[:4]]"
    findings = explained(run(f"[row.member for row in {rows}]")).findings
    assert [(one.relation, one.count) for one in findings] == [("Loan.member", 4), ("Review.member", 4)]
