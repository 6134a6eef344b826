from __future__ import annotations

from course.domain.lab_lines import by_file, line_counts, placed_findings
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
