"""Honest code in the real jail: what it gives back, and what is counted."""

from __future__ import annotations

import pytest

from course.domain.run import Origin, RunStatus, TableChange

NAIVE = "for p in Post.objects.all():\n    print(p.title, p.author.name)\n"


def test_naive_loop_sends_one_query_and_one_for_each_post(run):
    result = run(NAIVE)
    assert (result.status, result.query_count, len(result.queries)) == (RunStatus.OK, 101, 101)
    first, second = result.queries[:2]
    assert (first.line, first.loop_line, first.rows) == (1, None, 100)
    assert (second.line, second.loop_line, second.origin) == (2, 1, Origin("forward", "Post.author", ""))
    assert len(result.stdout.splitlines()) == 100


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("list(Post.objects.iterator(chunk_size=10))", 1),
        ("list(Post.objects.prefetch_related('tags', 'categories'))", 3),
        ("Post.objects.raw('SELECT * FROM blog_post')[0]", 1),
        ("c = connection.cursor(); c.execute('SELECT 1'); c.fetchone()", 1),
        (
            "c = connection.cursor(); c.executemany('UPDATE blog_tag SET active = %s WHERE id = %s', [(1, 1), (0, 2)])",
            2,
        ),
        ("with transaction.atomic():\n    with transaction.atomic():\n        Post.objects.count()", 1),
        ("connection.connection.execute('SELECT 1').fetchone()", 1),
        ("import asyncio\nasyncio.run(Post.objects.acount())", 1),
        ("Post.objects.explain()", 1),
        ("try:\n    connection.cursor().execute('SELECT nothing')\nexcept Exception:\n    pass", 1),
        ("str(Post.objects.filter(published=True).query)", 0),
        ("Tag.objects.bulk_create([Tag(name=f'new {n}', active=True) for n in range(5)], batch_size=2)", 3),
        (
            "from concurrent.futures import ThreadPoolExecutor as E\nlist(E(2).map(lambda n: Post.objects.count(), range(4)))",
            4,
        ),
    ],
)
def test_every_path_to_the_database_is_counted_exactly(run, code, count):
    result = run(code)
    assert (result.error, result.query_count) == (None, count)


ASYNC_PROGRAM = """\
import asyncio
async def title(pk):
    post = await Post.objects.aget(pk=pk)
    return post.title
async def main():
    await title(1)
    async for post in Post.objects.all()[:3]:
        pass
    for tag in [tag async for tag in Tag.objects.all()[:2]]:
        await tag.posts.acount()
    await asyncio.gather(title(1), title(2), Tag.objects.acount())
asyncio.run(main())
asyncio.run(Post.objects.acount())
"""


def test_a_statement_of_the_async_orm_has_the_line_that_waits_for_it(run):
    result = run(ASYNC_PROGRAM)
    *first, last = [(query.line, query.loop_line) for query in result.queries]
    assert first[:5] == [(3, None), (7, None), (9, None), (10, 9), (10, 9)]
    assert sorted(first[5:]) == [(3, None), (3, None), (11, None)]
    assert last == (13, None)
    assert result.queries[0].origin == Origin("get", "", "get")


def test_counting_inside_the_run_agrees_with_the_broker(run):
    result = run(
        "from django.test.utils import CaptureQueriesContext\n"
        "with CaptureQueriesContext(connection) as seen:\n    [p.author.name for p in Post.objects.all()[:3]]\n"
        "len(seen), seen[1]['sql'][-21:]"
    )
    assert (result.query_count, result.value.rows) == (4, ((4,), (result.value.rows[1][0],)))


def test_solve_is_called_and_its_lazy_answer_is_consumed_inside_the_measurement(run):
    result = run("def solve():\n    posts = Post.objects.order_by('pk')\n    return posts[:3]\n")
    assert (result.query_count, result.value.total, result.queries[0].line) == (1, 3, 3)
    assert result.answer["items"][0] == {"$": "model", "model": "blog.Post", "pk": 1}


def test_last_expression_is_the_value(run):
    assert run("x = 20\nx + 22").value.json == 42
    assert run("x = 1").value.kind == "none"


def test_rows_of_models_show_their_loaded_concrete_fields(run):
    value = run("Post.objects.only('title')[:2]").value
    assert (value.columns, value.total, value.truncated) == (("id", "title"), 2, False)


@pytest.mark.parametrize(
    ("expression", "item"),
    [
        ("True", True),
        ("Decimal('1.50')", {"$": "Decimal", "text": "1.50"}),
        ("TODAY", {"$": "date", "text": "2026-06-30"}),
        ("{'n': 1}", {"$": "dict", "items": [["n", 1]]}),
        ("float('nan')", {"$": "float", "text": "nan"}),
        ("b'x'", {"$": "bytes", "text": "b'x'"}),
        ("{'s': {'pear', 'apple', 'fig'}}", {"$": "dict", "items": [["s", ["apple", "fig", "pear"]]]}),
    ],
)
def test_scalars_are_compared_in_an_exact_plain_form(run, expression, item):
    assert run(expression).answer == {"kind": "scalar", "item": item}


def test_set_iterator_and_queryset_of_the_same_items_are_the_same_answer(run):
    answers = [
        run(code).answer for code in ("[1, 2]", "(n for n in (1, 2))", "(1, 2)", "range(1, 3)", "{1: 0, 2: 0}.keys()")
    ]
    assert answers == [{"kind": "items", "items": [1, 2]}] * 5


def test_exception_keeps_prints_queries_and_the_learners_frames_only(run):
    result = run("def f(x):\n    return 1 / x\nprint('before')\nPost.objects.count()\nf(0)\n")
    assert (result.status, result.stdout, result.query_count) == (RunStatus.ERROR, "before\n", 1)
    assert (result.error.type, result.error.line) == ("ZeroDivisionError", 2)
    assert [line.strip() for line in result.error.traceback.splitlines()] == [
        "Traceback (most recent call last):",
        'File "answer.py", line 5, in <module>',
        "f(0)",
        'File "answer.py", line 2, in f',
        "return 1 / x",
        "ZeroDivisionError: division by zero",
    ] or "~" in result.error.traceback


def test_field_error_of_a_lazy_answer_names_the_line_that_gave_it(run):
    result = run("def solve():\n    return Post.objects.select_related('tags')\n")
    assert (result.error.type, result.error.line) == ("FieldError", 2)
    assert result.error.message.endswith("Choices are: author, book")


def test_syntax_error_is_rejected_with_its_line(run):
    result = run("x = 1\nfor\n")
    assert (result.status, result.error.type, result.error.line) == (RunStatus.REJECTED, "SyntaxError", 2)


def test_writes_are_told_by_table_and_gone_in_the_next_run(run):
    result = run(
        "Post.objects.filter(pk__lte=3).update(views=-1)\nTag.objects.create(name='new tag', active=True)\nNone"
    )
    assert dict(result.tables_changed) == {"Post": TableChange(updated=3), "Tag": TableChange(inserted=1)}
    assert run("Post.objects.filter(views=-1).count()").value.json == 0


def test_changed_rows_are_given_when_asked_for(run):
    result = run("Post.objects.filter(pk=1).update(views=-1)", keep_table_rows=True)
    ((before, after),) = result.table_rows["blog_post"]["updated"]
    assert (dict(before)["id"], dict(after)["views"]) == (1, -1)


def test_rolled_back_writes_change_nothing(run):
    result = run(
        "try:\n    with transaction.atomic():\n        Post.objects.update(views=0)\n        1 / 0\nexcept ZeroDivisionError:\n    pass"
    )
    assert (result.query_count, result.tables_changed) == (1, ())


def test_the_same_text_from_the_same_place_is_told_by_who_asked(run):
    code = "for row in [*Comment.objects.all()[:3], *Vote.objects.all()[:3]]:\n    row.member"
    _, _, *asked = run(code).queries
    assert len({query.sql for query in asked}) == 1
    assert [query.origin.relation for query in asked] == ["Comment.member"] * 3 + ["Vote.member"] * 3
    assert {(query.line, query.loop_line) for query in asked} == {(2, 1)}


def test_the_same_text_from_another_place_has_that_place(run):
    code = "first = Post.objects.first\nfirst()\nfor _ in range(2):\n    first()\nfirst(); [first() for _ in 'ab']"
    asked = run(code).queries
    assert len({query.sql for query in asked}) == 1
    assert [(query.line, query.loop_line) for query in asked] == [(2, None), *[(4, 3)] * 2, (5, None), *[(5, 5)] * 2]


@pytest.mark.parametrize(
    ("code", "origin"),
    [
        ("[t for t in Post.objects.get(pk=1).tags.all()]", Origin("manager", "Post.tags", "")),
        ("Role.objects.get(pk=1).staff_set.count()", Origin("manager", "Role.staff_set", "count")),
        ("Author.objects.get(pk=1).followers.exists()", Origin("manager", "Author.followers", "exists")),
        ("list(Author.objects.get(pk=1).following.all())", Origin("manager", "Author.following", "")),
        ("Post.objects.only('title').get(pk=1).body", Origin("deferred", "Post.body", "")),
        ("hasattr(Member.objects.get(pk=1), 'profile')", Origin("reverse_one_to_one", "Member.profile", "")),
        ("list(Post.objects.filter(pk=1).prefetch_related('tags'))", Origin("prefetch", "Post.tags", "")),
        ("Tag.objects.get(pk=1).save()", Origin("save", "Tag", "save")),
        ("Tag.objects.count(); Tag.objects.create(name='x')", Origin("create", "Tag", "create")),
        ("Tag.objects.count(); Tag.objects.get_or_create(name='x')", Origin("query", "", "get_or_create")),
        ("1 if Post.objects.get(pk=1) and Post.objects.get(pk=2) else 0", Origin("get", "", "get")),
    ],
)
def test_origin_names_the_part_of_the_orm_that_asked(run, code, origin):
    assert run(code).queries[1].origin == origin


def test_random_order_differs_between_runs(run):
    orders = {run("[p.pk for p in Post.objects.order_by('?')]").answer["items"].__str__() for _ in range(3)}
    assert len(orders) == 3


def test_nothing_survives_from_one_run_to_the_next(run):
    run("import builtins, django.db.models as m\nbuiltins.len = lambda x: 7\nm.Q = None\nPost.objects.all().delete()")
    assert run("len([1, 2]), m.Q if 'm' in globals() else Q.__name__, Post.objects.count()").answer["items"] == [
        2,
        "Q",
        100,
    ]


@pytest.mark.parametrize(
    ("code", "places"),
    [
        ("[post.author for post in Post.objects.all()[:2]]", [(1, None), (1, 1), (1, 1)]),
        ("for tag in Tag.objects.all()[:1]:\n    [p.title for p in tag.posts.all()]", [(1, None), (2, 1)]),
        ("for tag in Tag.objects.all()[:1]:\n    [p.author for p in tag.posts.all()[:1]]", [(1, None), (2, 1), (2, 2)]),
        ("[(tag, p) for tag in Tag.objects.all()[:1] for p in tag.posts.all()]", [(1, None), (1, 1)]),
        ("[tag for tag in Tag.objects.all()[:1] if tag.posts.exists()]", [(1, None), (1, 1)]),
        ("n = 0\nwhile n < Tag.objects.filter(pk=n).count() + 1:\n    n += 1\n    break", [(2, 2)]),
        ("{tag.pk: tag.posts.count() for tag in Tag.objects.all()[:1]}", [(1, None), (1, 1)]),
        ("def solve():\n    posts = Post.objects.all()[:1]\n    return (p.author for p in posts)",
         [(3, None), (3, 3)]),
    ],
    ids=["brackets", "inner rows", "inside the inner", "second for", "test", "while", "dictionary", "generator"],
)  # fmt: skip
def test_the_loop_is_the_one_around_the_very_place_that_asked(run, code, places):
    assert [(query.line, query.loop_line) for query in run(code).queries] == places


def test_an_import_error_does_not_tell_where_a_module_lies(run):
    error = run("from django.db.models import Qq").error
    assert (error.type, error.message) == ("ImportError", "cannot import name 'Qq' from 'django.db.models'")
    assert "/" not in error.traceback
