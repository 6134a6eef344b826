from __future__ import annotations

from course.domain.labs.lab_lines import by_file, line_counts, placed_findings, where_seen
from course.domain.run import CapturedQuery, DataImage, Origin, RunResult, RunStatus, TemplatePlace

POSTS = 'SELECT "blog_post"."id", "blog_post"."author_id" FROM "blog_post"'
AUTHOR = 'SELECT "blog_author"."id" FROM "blog_author" WHERE "blog_author"."id" = ? LIMIT 21'


def query(index, sql=AUTHOR, params=(), line=6, loop=None, template=None, origin=None):
    return CapturedQuery(index, sql, params, "SELECT", line, loop, 1, 0.1, origin=origin, template=template)


def run_of(*queries):
    return by_file(RunResult(RunStatus.OK, DataImage("d", "v"), query_count=len(queries), queries=queries))


def authors(count, **place):
    return [query(at + 1, params=(at,), origin=Origin("forward", "Post.author"), **place) for at in range(count)]


def test_each_file_has_its_own_lines_even_where_their_numbers_are_the_same():
    run = run_of(query(0, POSTS, line=6), *authors(4, template=TemplatePlace(6, 5)))
    assert [(one.line, one.count) for one in line_counts(run, "view")] == [(6, 1)]
    ((line, count, sql),) = [(one.line, one.count, one.sql) for one in line_counts(run, "template")]
    assert (line, count) == (6, 4)
    assert "blog_author" in sql


def test_advice_speaks_of_the_file_that_asked():
    run = run_of(query(0, POSTS, template=TemplatePlace(5)), *authors(4, template=TemplatePlace(6, 5)))
    ((finding, file),) = [(placed.finding, placed.file) for placed in placed_findings(run)]
    assert (file, finding.code, finding.line, finding.loop_line) == ("template", "n_plus_one", 6, 5)
    assert finding.fix == 'select_related("author")'
    in_view = run_of(query(0, POSTS, line=3), *authors(4, line=5, loop=4))
    assert [placed.file for placed in placed_findings(in_view)] == ["view"]


def test_the_views_line_is_kept_beside_the_templates():
    run = run_of(*authors(3, template=TemplatePlace(9, 8)))
    assert {one.line for one in run.queries} == {6}
    assert run.groups[0].lines == (9,)


BOOKS = 'SELECT "library_book"."id", "library_book"."title" FROM "library_book"'
ONE_BOOK = f'{BOOKS} WHERE "library_book"."id" = ? LIMIT 21'
WRITERS = (
    'SELECT "blog_author"."id" FROM "blog_author" INNER JOIN "library_book_authors" '
    'ON ("blog_author"."id" = "library_book_authors"."author_id") WHERE "library_book_authors"."book_id" = ?'
)


def test_the_query_to_mend_is_the_one_that_loads_the_rows_and_not_another_loops():
    books = query(0, BOOKS, line=10)
    followed = [query(at, ONE_BOOK, (at,), template=TemplatePlace(14, 12), origin=Origin("forward", "Loan.book"))
                for at in range(1, 5)]
    writers = [query(at, WRITERS, (at,), template=TemplatePlace(25, 22), origin=Origin("manager", "Book.authors"))
               for at in range(5, 9)]
    run = run_of(books, *followed, *writers)
    message = next(one.finding.message for one in placed_findings(run) if one.finding.relation == "Book.authors")
    assert '`.prefetch_related("authors")` on the query of line 10 of the view' in message
    alone = run_of(*followed, *writers)
    message = next(one.finding.message for one in placed_findings(alone) if one.finding.relation == "Book.authors")
    assert "on the query of line 14 loads" in message


def test_the_lines_of_findings_are_told_file_by_file():
    in_view = [query(at, line=9, loop=8, origin=Origin("forward", "Comment.author")) for at in range(4)]
    run = run_of(*in_view, *authors(4, template=TemplatePlace(14, 12)), *authors(4, template=TemplatePlace(15, 12)))
    assert where_seen(run, run.findings) == "line 9 of the view, lines 14, 15 of the template"
    assert where_seen(run, run.findings[:1]) == "line 9 of the view"
    assert where_seen(run, ()) == ""
