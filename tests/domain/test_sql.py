
import pytest

from course.domain.sql import (
    collapse_in_lists,
    fingerprint,
    formatted,
    group,
    is_transaction_control,
    is_write,
    reads_column,
    verb,
)
from tests.domain.captured import AUTHOR, POSTS, query


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT 1", "SELECT"),
        ("  \n insert into t values (1)", "INSERT"),
        ("-- a note\n/* and another */ (SELECT 1)", "SELECT"),
        ("WITH x AS (SELECT 1) SELECT * FROM x", "WITH"),
        ("", ""),
    ],
)
def test_verb_is_the_first_keyword(sql: str, expected: str) -> None:
    assert verb(sql) == expected


@pytest.mark.parametrize(
    "sql", ["BEGIN", "begin immediate", "COMMIT", "ROLLBACK TO SAVEPOINT s1", 'SAVEPOINT "s1"', 'RELEASE SAVEPOINT "s1"']
)
def test_transaction_control_is_recognised(sql: str) -> None:
    assert is_transaction_control(sql) is True


def test_data_statements_are_not_transaction_control() -> None:
    assert is_transaction_control('SELECT "commit" FROM "begin"') is False


def test_writes_are_told_from_reads() -> None:
    assert [is_write(sql) for sql in ("UPDATE t SET a = 1", "DELETE FROM t", POSTS)] == [True, True, False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('SELECT "id" FROM "t" WHERE "id" = ?', 'SELECT "id"\n  FROM "t" WHERE "id" = %s'),
        ("SELECT id FROM t WHERE name = 'Anna''s'", "SELECT id FROM t WHERE name = 'Bo'"),
        ("SELECT id FROM t WHERE a > 10.5", "SELECT id FROM t WHERE a > 3"),
        ("SELECT id FROM t WHERE id IN (?, ?, ?)", "SELECT id FROM t WHERE id IN (1)"),
        ("SELECT id FROM t WHERE (a, b) IN ((?, ?), (?, ?))", "SELECT id FROM t WHERE (a, b) IN ((?, ?))"),
        ('SELECT 1 WHERE ("a"."id" = ? OR "a"."id" = ?)', 'SELECT 1 WHERE ("a"."id" = ? OR "a"."id" = ? OR "a"."id" = ?)'),
        ("INSERT INTO t (a) VALUES (?), (?)", "INSERT INTO t (a) VALUES (?), (?), (?)"),
        ("SELECT 1 /* note */", "SELECT 2"),
        ("SELECT a FROM t WHERE b = :name", "SELECT a FROM t WHERE b = @other"),
    ],
)
def test_one_shape_whatever_the_values(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('SELECT "id" FROM "t"', 'SELECT "name" FROM "t"'),
        ('SELECT "a1" FROM "t"', 'SELECT "a2" FROM "t"'),
        ("SELECT a FROM t WHERE b = ?", "SELECT a FROM t WHERE b > ?"),
        ("SELECT a FROM t WHERE b IN (?)", "SELECT a FROM t WHERE b NOT IN (?)"),
        ("SELECT a FROM t WHERE b IS NULL", "SELECT a FROM t WHERE b IS NOT NULL"),
        ("SELECT a::text FROM t", "SELECT a::date FROM t"),
    ],
)
def test_other_columns_tables_or_operators_are_another_shape(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_in_lists_of_six_values_stay_and_longer_ones_are_shortened() -> None:
    six = "SELECT a FROM t WHERE b IN (1, 2, 3, 4, 5, 6)"
    assert collapse_in_lists(six) == six
    assert (
        collapse_in_lists("SELECT a FROM t WHERE b IN (?, ?, ?, ?, ?, ?, ?) AND c = 'IN (1'")
        == "SELECT a FROM t WHERE b IN (?, ?, ? /* and 4 more */) AND c = 'IN (1'"
    )


def test_formatted_breaks_the_statement_at_its_clauses() -> None:
    assert formatted('SELECT "a" FROM "t" WHERE "b" = ?') == 'SELECT "a"\nFROM "t"\nWHERE "b" = ?'


def test_a_statement_of_three_thousand_values_is_collapsed_before_it_is_formatted() -> None:
    sql = f"SELECT a FROM t WHERE b IN ({', '.join('?' * 3000)})"
    text = formatted(sql)
    assert text == "SELECT a\nFROM t\nWHERE b IN (?, ?, ? /* and 2,997 more */)"


@pytest.mark.parametrize("piece", ['"a', "'", "/*", "x" * 9, "IN (", "IN (1, ", "(?, ", "?, ?), (", "a = ? OR ", "- 1,", "`"])
def test_hostile_text_comes_through(piece: str) -> None:
    """A pattern that backtracks would not finish on a text of this length."""
    sql = "SELECT " + piece * (200_000 // len(piece))
    assert fingerprint(sql).startswith("SELECT")
    assert collapse_in_lists(sql).startswith("SELECT ")


def test_a_run_of_many_long_shapes_is_grouped_without_laying_all_of_them_out() -> None:
    sent = [query(f"SELECT {'a, ' * 6000} c{'x' * number} FROM t") for number in range(200)]
    groups = group(sent).groups
    assert "\n" in groups[0].sql
    assert "\n" not in groups[-1].sql


def test_a_very_long_statement_is_cut_and_says_so() -> None:
    text = formatted("SELECT " + ", ".join(f"column_{number}" for number in range(2000)))
    assert len(text) < 30_000
    assert text.endswith("more characters */")


def test_deep_nesting_does_not_stop_formatting() -> None:
    sql = "SELECT " + "(" * 500 + "1" + ")" * 500
    assert formatted(sql).count("(") == 500


def test_groups_are_numbered_in_order_of_first_appearance() -> None:
    queries, groups = group([
        query(POSTS, line=1), query(AUTHOR, 1, line=4), query(AUTHOR, 2, line=2), query(POSTS, line=1)
    ])
    assert [one.group for one in queries] == [0, 1, 1, 0]
    assert [(one.group, one.count, one.lines, one.identical) for one in groups] == [
        (0, 2, (1,), True), (1, 2, (2, 4), False)
    ]
    assert groups[0].sql.splitlines()[-1] == 'FROM "blog_post"'


def test_a_statement_without_a_line_leaves_its_group_without_lines() -> None:
    assert group([query(POSTS, line=None)]).groups[0].lines == ()


def test_no_statements_make_no_groups() -> None:
    assert group([]) == ((), ())


def test_values_written_into_the_text_are_not_identical() -> None:
    one, other = query("SELECT a FROM t WHERE b = 1"), query("SELECT a FROM t WHERE b = 2")
    assert group([one, other]).groups[0].identical is False


@pytest.mark.parametrize(
    ("sql", "column", "read"),
    [
        ('SELECT "t"."body" FROM "t"', "body", True),
        ("SELECT Body FROM t", "body", True),
        ("SELECT id FROM t WHERE x = 'body'", "body", False),
        ('SELECT "t"."body_length" FROM "t"', "body", False),
        ('SELECT "t"."body" FROM "t"', "t.body", True),
        ('SELECT "u"."body" FROM "u"', "t.body", False),
        ("SELECT * FROM t", "body", True),
        ("SELECT a.id, t.* FROM t", "body", True),
        ("SELECT COUNT(*) FROM t", "body", False),
        ("SELECT a * b FROM t", "body", False),
    ],
)
def test_a_column_is_read_when_it_is_named_or_all_are_loaded(sql: str, column: str, read: bool) -> None:
    assert reads_column(sql, column) is read
