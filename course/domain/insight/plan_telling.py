"""EXPLAIN QUERY PLAN in words: what a statement reads, how it finds it, and what it has to sort."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from course.domain.insight.plan import PlanStep, StatementPlan
from course.domain.insight.plan_report import PlanRow, ToldPlan
from course.domain.insight.plan_words import constant_words, field_words, made_name, set_words
from course.domain.insight.schema import Schema, aliases
from course.domain.nouns import counted, listed, noun, plural
from course.domain.run import CapturedQuery
from course.domain.sql import is_write, tokens, verb

_TARGET = re.compile(
    r"(?P<how>SCAN|SEARCH) (?:TABLE )?(?P<name>\S+)(?: AS (?P<alias>\S+))?"
    r"(?: USING (?P<covering>COVERING )?(?:INDEX (?P<index>\S+)|(?P<key>INTEGER PRIMARY KEY)|"
    r"(?P<automatic>AUTOMATIC (?:PARTIAL )?(?:COVERING )?INDEX)))?(?: \((?P<terms>.*)\))?(?P<left> LEFT-JOIN)?$"
)
_AUTOMATIC = re.compile(r"AUTOMATIC (?:PARTIAL )?(COVERING )?INDEX")
_TERM = re.compile(r"(?P<column>\w+)(?P<operator>[=<>]|>=|<=)")
_SORT = re.compile(r"USE TEMP B-TREE FOR (?P<part>RIGHT PART OF |LAST \w+ TERMS? OF )?(?P<what>.+)")
_TALKATIVE = re.compile(
    r"(?P<subquery>(?P<correlated>CORRELATED )?(?:SCALAR|LIST) SUBQUERY \d+)|(?P<compound>COMPOUND QUERY|MERGE .*)|"
    r"(?P<materialised>(?:MATERIALIZE|CO-ROUTINE) (?P<made>\S+))|(?P<union>UNION ALL|(?:UNION|INTERSECT|EXCEPT)\b.*)|"
    r"(?P<or>MULTI-INDEX OR)|(?P<recursive>RECURSIVE STEP)|(?P<constant>SCAN (?:CONSTANT ROW|\d+ CONSTANT ROWS?))|"
    r"(?P<bloom>BLOOM FILTER ON (?P<filtered>\S+).*)"
)
_LIMIT = re.compile(r" LIMIT \d+(?: OFFSET \d+)?$")
_SILENT = ("SETUP", "LEFT", "RIGHT", "LEFT-MOST SUBQUERY")


def statement_plan(query: CapturedQuery, told: ToldPlan, schema: Schema) -> StatementPlan:
    """The sentences of one plan, in the order SQLite works."""
    refusal = _refusal(query.sql, told)
    if refusal:
        return StatementPlan(query.group, query.sql, (), 0, error=refusal)
    steps = _Telling(query, schema).steps(told.rows)
    return StatementPlan(query.group, query.sql, steps, sum(step.full_scan for step in steps))


def _refusal(sql: str, told: ToldPlan) -> str:
    """Why a statement has no plan to tell, or ""."""
    what = verb(sql)
    if what == "EXPLAIN":
        return "This statement asks for a plan itself, so there is none to show for it."
    if told.error:
        return f"SQLite cannot plan this statement: {told.error}"
    if not told.rows:
        return "Puts its rows in place: no table is searched." if what in ("INSERT", "REPLACE") else \
            "Reads no table, so there is nothing to plan."
    return ""


def _stops_at_limit(sql: str, rows: Sequence[PlanRow]) -> bool:
    """Whether reading can end early: there is a limit, and nothing has to be sorted or grouped first."""
    whole = any(row.parent == 0 and re.match(r"USE TEMP B-TREE FOR (?:ORDER|GROUP)|COMPOUND|MERGE", row.text)
                for row in rows)
    return _LIMIT.search(sql) is not None and not whole


class _Telling:
    """Tells the rows of one plan, each with the depth it stands at."""

    def __init__(self, query: CapturedQuery, schema: Schema) -> None:
        self.query, self.schema = query, schema
        self.names = aliases(query.sql, schema.rows)
        self.loops: set[int] = set()
        # Tables read at the top, with how: their rows are what is sorted there.
        self.outer: list[tuple[str, str]] = []
        self.stops = False
        self.tellers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], PlanRow, int], PlanStep]], ...] = (
            (_TALKATIVE, self._part), (_SORT, self._sort), (_TARGET, self._read),
        )  # fmt: skip

    def steps(self, rows: Sequence[PlanRow]) -> tuple[PlanStep, ...]:
        depths: dict[int, int] = {0: -1}
        told = []
        self.stops = _stops_at_limit(self.query.sql, rows)
        for row in rows:
            silent = row.text in _SILENT or re.match(r"INDEX \d+$", row.text) is not None
            depths[row.number] = depths.get(row.parent, -1) + (0 if silent else 1)
            if not silent:
                told.append(self._step(row, depths[row.number]))
        return tuple(told)

    def _step(self, row: PlanRow, depth: int) -> PlanStep:
        for pattern, tell in self.tellers:
            found = pattern.match(row.text)
            if found:
                return tell(found, row, depth)
        return PlanStep("note", f"SQLite says: {row.text}", depth, raw=row.text)

    def _read(self, found: re.Match[str], row: PlanRow, depth: int) -> PlanStep:
        name = found["name"]
        index = self.schema.indexes.get(found["index"] or "")
        # Two subqueries may use one alias for two tables: the index tells which of them this is.
        table = index.table if index else self.names.get(name, "")
        repeated = row.parent in self.loops
        self.loops.add(row.parent)
        if not table:
            text = f"goes through the rows of {made_name(name)}"
            return PlanStep("note", text, depth, repeated=repeated, raw=row.text)
        automatic = _AUTOMATIC.search(row.text) is not None
        kind, words = self._access(found, table, automatic, repeated)
        if self._is_check(table):
            words = f"checks the {plural(self.schema.model(table))} that point at the row (foreign keys)"
            return PlanStep("note", words, depth, table, kind == "scan", repeated, row.text)
        if depth == 0:
            self.outer.append((table, kind))
        each = "for each row found so far, " if repeated else ""
        optional = " (a row stays also when there is none)" if found["left"] else ""
        full = automatic or (kind == "scan" and not self._stops_early(depth, repeated))
        return PlanStep(kind, f"{each}{words}{optional}", depth, table, full, repeated, row.text)

    def _is_check(self, table: str) -> bool:
        """A table that a write reads without naming it: rows there may refer to what is written."""
        return is_write(self.query.sql) and table not in {token.text.strip('"`') for token in tokens(self.query.sql)}

    def _stops_early(self, depth: int, repeated: bool) -> bool:
        return self.stops and depth == 0 and not repeated and " WHERE " not in self.query.sql

    def _access(self, found: re.Match[str], table: str, automatic: bool, repeated: bool) -> tuple[str, str]:
        model, rows = self.schema.model(table), self.schema.rows[table]
        columns = [term["column"] for term in _TERM.finditer(found["terms"] or "")]
        if found["how"] == "SCAN":
            return "scan", self._scan(found, model, rows, self.stops and not self.outer)
        if found["key"]:
            return "key", self._by_key(found, model, repeated)
        if automatic:
            on = listed([field_words(name) for name in columns]) or "the columns compared"
            return "search", (
                f"builds a temporary index on {on} over all {counted(rows, model)}, because there is none, "
                f"and finds {plural(model)} by it"
            )
        if not found["index"]:
            return "search", f"finds one {noun(model)} at the end of the table"
        return "search", self._by_index(found, model, columns)

    def _scan(self, found: re.Match[str], model: str, rows: int, stops: bool) -> str:
        amount = f"all {counted(rows, model)}" if rows != 1 else f"the one {noun(model)}"
        amount = plural(model) if stops else amount
        end = ", and stops when the limit is reached" if stops else ""
        if stops and " WHERE " in self.query.sql:
            end += f": at worst after all {rows:,}"
        columns = self._index_columns(found["index"] or "")
        on = f" on {listed(columns)}" if columns else ""
        if not found["index"]:
            return f"reads {amount}{end}"
        if found["covering"]:
            return f"reads {amount} from the index{on} alone{end}"
        return f"reads {amount} in the order of the index{on}{end}"

    def _by_key(self, found: re.Match[str], model: str, repeated: bool) -> str:
        if "rowid=" in (found["terms"] or ""):
            own_key = rf'(?:"?\b{re.escape(found["name"])}"?\.|(?<![\w".]))"?id"? IN \('
            several = not repeated and re.search(own_key, self.query.sql) is not None
            return f"finds {plural(model)} by their primary keys" if several else \
                f"finds one {noun(model)} by its primary key"
        return f"finds {plural(model)} in a range of primary keys"

    def _by_index(self, found: re.Match[str], model: str, columns: Sequence[str]) -> str:
        index = self.schema.indexes.get(found["index"])
        equal = {term["column"] for term in _TERM.finditer(found["terms"] or "") if term["operator"] == "="}
        one = index is not None and index.unique and equal >= set(index.columns)
        on = listed([field_words(name) for name in dict.fromkeys(columns)])
        alone = ", without touching the table" if found["covering"] else ""
        if one:
            return f"finds one {noun(model)} by the unique index on {on}{alone}"
        return f"finds {plural(model)} by an index on {on}{alone}"

    def _index_columns(self, name: str) -> list[str]:
        index = self.schema.indexes.get(name)
        return [field_words(name) for name in index.columns] if index else []

    def _sort(self, found: re.Match[str], row: PlanRow, depth: int) -> PlanStep:
        what = found["what"].upper()
        amount = self._sorted_rows(depth)
        if what.startswith("ORDER BY"):
            part = " by the last part of the order" if found["part"] else ""
            text = f"sorts {amount}{part}, because no index gives this order"
        elif what.startswith("GROUP BY"):
            text = f"collects {amount} into groups by sorting them, because no index gives this order"
        else:
            text = f"remembers {amount} to leave out duplicates"
        return PlanStep("sort", text, depth, raw=row.text)

    def _sorted_rows(self, depth: int) -> str:
        """Exact where the statement tells: with no limit and no grouping every row that was sorted came back."""
        upper = self.query.sql.upper()
        exact = not any(word in upper for word in (" LIMIT ", " GROUP BY ", " DISTINCT ", " UNION ", " OVER "))
        if exact and depth == 0 and self.query.rows >= 0 and verb(self.query.sql) == "SELECT":
            return "1 row" if self.query.rows == 1 else f"{self.query.rows:,} rows"
        if depth == 0 and self.outer and " WHERE " not in upper and all(kind == "key" for _, kind in self.outer[1:]):
            most = "" if len(self.outer) == 1 else "up to "
            return f"{most}{self.schema.rows[self.outer[0][0]]:,} rows"
        return "the rows it found"

    def _part(self, found: re.Match[str], row: PlanRow, depth: int) -> PlanStep:
        if found["subquery"]:
            text = "runs a subquery for each row of the query around it:" if found["correlated"] \
                else "runs a subquery once:"
        elif found["materialised"]:
            text = f"works out {made_name(found['made'])} first:"
        elif found["union"]:
            text = set_words(found["union"])
        elif found["or"]:
            text = "looks up each side of the OR by its own index:"
        elif found["recursive"]:
            text = "repeats, with the rows found last:"
        elif found["compound"]:
            text = set_words(found["compound"])
        else:
            text = constant_words(row.text) if found["constant"] else "skips rows that cannot match early"
        return PlanStep("part", text, depth, raw=row.text)
