"""Counts, sums and single rows that a loop asks for once in each pass."""

from __future__ import annotations

from collections.abc import Iterator

from course.domain.advice import Advice, Evidence, advise, field_of
from course.domain.repeats import LoaderPath, Repeat, annotation_path
from course.domain.statement import aggregate, compared_columns


def count_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """A COUNT for each object of a loop."""
    for repeat in evidence.repeats:
        if _counts(repeat):
            fix, where = _count_fix(evidence, repeat)
            yield advise("count_in_loop", repeat, fix, (
                f"{repeat.where} sent {repeat.count} COUNT queries, one for each pass. "
                f"The database can count for all rows at once: `.{fix}` {where}.{_apart(fix)}"
            ))


def _counts(repeat: Repeat) -> bool:
    return repeat.method == "count" and not repeat.identical


def _apart(fix: str) -> str:
    if "distinct=True" not in fix:
        return ""
    return " Two counts in one query multiply each other's rows, so each has to be `distinct`."


def _count_fix(evidence: Evidence, repeat: Repeat) -> tuple[str, str]:
    """The annotation, and where it goes."""
    if repeat.relation:
        path = annotation_path(evidence.queries, evidence.repeats, repeat)
        several = _counted_besides(evidence, repeat)
        name = f"n_{repeat.lookup}" if several else _name(evidence, repeat)
        distinct = ", distinct=True" if several else ""
        fix = f'annotate({name}=Count("{path.lookup}"{_condition(evidence, repeat, path)}{distinct}))'
        return fix, f"on the query {path.on}, then read `{name}`"
    fix = f'values("{_key_field(repeat)}").annotate(n=Count("pk"))'
    return fix, "before the loop gives every count in one query"


def _name(evidence: Evidence, repeat: Repeat) -> str:
    """`n`; `n2` for a second count of the same relation, under another condition."""
    alike = [other for other in evidence.repeats if _counts(other) and other.relation == repeat.relation]
    place = next((place for place, other in enumerate(alike) if other is repeat), 0)
    return f"n{place + 1}" if place else "n"


def _counted_besides(evidence: Evidence, repeat: Repeat) -> bool:
    """Whether the loop counts another relation of the same objects, or the rows are counted over one already."""
    start, model = repeat.places[0], repeat.model
    others = (other for other in evidence.repeats if _counts(other) or other.method in ("exists", "aggregate"))
    if any(other.model == model and other.relation != repeat.relation for other in others):
        return True
    loaders = (query for query in reversed(evidence.queries[:start]) if query.group != repeat.first.group)
    loader = next(loaders, None)
    return loader is not None and "GROUP BY" in loader.sql and "COUNT(" in loader.sql


def _condition(evidence: Evidence, repeat: Repeat, path: LoaderPath) -> str:
    if not repeat.has_conditions:
        return ""
    hint = evidence.hint("relation_rows", repeat.first.line, repeat.relation)
    said = hint.fix.replace("{}", path.lookup) if hint else ""
    return f", filter={said or 'Q(...)'}"


def exists_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """A question "is there any?" for each object of a loop."""
    for repeat in evidence.repeats:
        if repeat.method in ("exists", "contains") and not repeat.identical:
            fix, where = _count_fix(evidence, repeat)
            if not repeat.relation:
                fix, where = f'values_list("{_key_field(repeat)}", flat=True)', "before the loop, then test with `in`"
            yield advise("exists_in_loop", repeat, fix, (
                f"{repeat.where} asked {repeat.count} times whether there is any row, one query for each pass. "
                f"One query can answer for all of them: `.{fix}` {where}."
            ))


def _key_field(repeat: Repeat) -> str:
    """The field that the statement compares with a value, where that is one only; else "..."."""
    columns = compared_columns(repeat.first.sql)
    return field_of(columns[0]) if len(columns) == 1 else "..."


def get_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """One object fetched by its key in each pass of a loop."""
    for repeat in evidence.repeats:
        if repeat.kind == "get" and not repeat.identical:
            field = _key_field(repeat)
            fix = "in_bulk(keys)" if field == "pk" else f"filter({field}__in=values)"
            yield advise("get_in_loop", repeat, fix, (
                f"{repeat.where} fetched {repeat.count} objects one by one with `get()`. "
                f"Collect the keys first and fetch all of them in one query before the loop: `.{fix}`."
            ))


def aggregate_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """A sum, average, least or greatest value computed for each object of a loop."""
    for repeat in evidence.repeats:
        found = aggregate(repeat.first.sql)
        if found and repeat.kind == "manager" and not repeat.identical:
            path = annotation_path(evidence.queries, evidence.repeats, repeat)
            condition = _condition(evidence, repeat, path)
            fix = f'annotate(value={found[0]}("{path.lookup}__{found[1]}"{condition}))'
            if _counted_besides(evidence, repeat) and not condition and len(path.names) == 1:
                fix = _subquery(evidence, repeat, *found) or fix
            yield advise("aggregate_in_loop", repeat, fix, (
                f"{repeat.where} sent {repeat.count} queries that compute one {found[0]} each. "
                f"The database can compute it for all rows at once: `.{fix}` on the query {path.on}."
            ))


def _subquery(evidence: Evidence, repeat: Repeat, function: str, column: str) -> str:
    """The same without a join: beside another relation's rows a sum would be too large."""
    hint = evidence.hint("relation_key", repeat.first.line, repeat.relation)
    if hint is None:
        return ""
    totals = f'{hint.fix}.order_by().values("{hint.detail}").annotate(t={function}("{column}")).values("t")'
    return f"annotate(value=Subquery({totals}))"
