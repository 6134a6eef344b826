"""Values that the tests of the pure core are made of: statements as Django writes them, and results of runs."""

from __future__ import annotations

from typing import Any

from course.domain.exercise import Exercise
from course.domain.run import CapturedQuery, DataImage, Origin, RunResult, RunStatus, RunValue, Variant
from course.domain.sql import verb

POSTS = 'SELECT "blog_post"."id", "blog_post"."title", "blog_post"."author_id" FROM "blog_post"'
POSTS_WITH_AUTHORS = (
    'SELECT "blog_post"."id", "blog_post"."author_id", "blog_author"."id", "blog_author"."name" FROM "blog_post" '
    'INNER JOIN "blog_author" ON ("blog_post"."author_id" = "blog_author"."id")'
)
AUTHOR = 'SELECT "blog_author"."id", "blog_author"."name" FROM "blog_author" WHERE "blog_author"."id" = ? LIMIT 21'
COUNTRY = 'SELECT "blog_country"."id", "blog_country"."name" FROM "blog_country" WHERE "blog_country"."id" = ? LIMIT 21'
TAGS = (
    'SELECT "blog_tag"."id", "blog_tag"."name" FROM "blog_tag" INNER JOIN "blog_post_tags" '
    'ON ("blog_tag"."id" = "blog_post_tags"."tag_id") WHERE "blog_post_tags"."post_id" = ?'
)
STAFF_COUNT = 'SELECT COUNT(*) AS "__count" FROM "library_staff" WHERE "library_staff"."role_id" = ?'


def query(
    sql: str, *params: Any, line: int | None = 1, loop: int | None = None, kind: str = "query", relation: str = "",
    method: str = "", rows: int = 1, index: int = 0,
) -> CapturedQuery:
    """One captured statement."""
    return CapturedQuery(
        index=index, sql=sql, params=params, verb=verb(sql), line=line, loop_line=loop, rows=rows, ms=0.1,
        origin=Origin(kind, relation, method),
    )


def repeat(count: int, sql: str, *, line: int = 2, loop: int | None = 1, distinct: int = 1_000_000,
           **origin: str) -> list[CapturedQuery]:
    """`count` statements of one shape; their parameter runs through `distinct` values."""
    return [query(sql, number % distinct, line=line, loop=loop, **origin) for number in range(count)]


def result(
    *queries: CapturedQuery, answer: Any = None, variant: Variant = "base", status: RunStatus = RunStatus.OK,
    **fields: Any,
) -> RunResult:
    """The result of a run that sent these statements."""
    fields.setdefault("query_count", len(queries))
    return RunResult(
        status=status, image=DataImage("town-library", "v1", variant), queries=queries, answer=answer, **fields
    )


def items(*given: Any) -> dict[str, Any]:
    return {"kind": "items", "items": list(given)}


def rows_value(columns: tuple[str, ...], *rows: tuple[Any, ...]) -> RunValue:
    return RunValue("rows", columns=columns, rows=rows, total=len(rows))


def exercise(**fields: Any) -> Exercise:
    """An exercise that asks for values within one query, but for the fields given."""
    return Exercise.model_validate({
        "id": "posts", "lesson": "one", "dataset": "town-library", "path": "/lessons/one/posts/exercise.yaml",
        "title": "Posts", "task": "List the posts.", "starter": "[]", "solution": "Post.objects.all()", **fields,
    })
