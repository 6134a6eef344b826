"""Counts, sums and yes-or-no questions that a loop asks once in each pass."""

from __future__ import annotations

from collections.abc import Iterator

from course.domain.findings.advice import Advice, Evidence, advise
from course.domain.findings.repeats import LoaderPath, Repeat, annotation_path, loader_path
from course.domain.statement import aggregate, joins, root_table


def count_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """A COUNT for each object of a loop."""
    for repeat in evidence.repeats:
        if _counts(repeat):
            fix, where = _count_fix(evidence, repeat)
            yield advise("count_in_loop", repeat, fix, (
                f"{repeat.where} sent {repeat.count:,} COUNT queries, one for each pass. "
                f"The database can count for all rows at once: `.{fix}` {where}.{_apart(fix)}"
            ))


def _counts(repeat: Repeat) -> bool:
    return repeat.method == "count" and not repeat.identical


def _apart(fix: str) -> str:
    if "distinct=True" not in fix:
        return ""
    return " What else is joined in that query multiplies the rows, so each count has to be `distinct`."


def _count_fix(evidence: Evidence, repeat: Repeat) -> tuple[str, str]:
    """The annotation, and where it goes."""
    if repeat.relation:
        path = annotation_path(evidence.queries, evidence.repeats, repeat)
        several, is_filtered = _counted_besides(evidence, repeat), _filtered_by(evidence, repeat)
        name = f"n_{repeat.lookup}" if several else _name(evidence, repeat)
        distinct = ", distinct=True" if several or is_filtered else ""
        fix = f'annotate({name}=Count("{path.lookup}"{_condition(evidence, repeat, path)}{distinct}))'
        before = f" before its `filter()`, which would leave the chosen `{repeat.accessor}` only" if is_filtered else ""
        return fix, f"on the query {path.on}{before}, then read `{name}`"
    fix = f'values("{repeat.key_field}").annotate(n=Count("pk"))'
    return fix, "before the loop gives every count in one query"


def _name(evidence: Evidence, repeat: Repeat) -> str:
    """`n`; `n2` for a second count of the same relation, under another condition."""
    alike = [other for other in evidence.repeats if _counts(other) and other.relation == repeat.relation]
    same = next((other for other in alike if not (repeat.has_conditions or other.has_conditions)), repeat)
    place = next((place for place, other in enumerate(alike) if other is same), 0)
    return f"n{place + 1}" if place else "n"


def _counted_besides(evidence: Evidence, repeat: Repeat) -> bool:
    """Whether the loop counts another relation of the same objects, or the rows are counted over one already."""
    model = repeat.model
    others = (other for other in evidence.repeats if _counts(other) or other.method in ("exists", "aggregate"))
    if any(other.model == model and other.relation != repeat.relation for other in others):
        return True
    loader = _loader(evidence, repeat)
    return "GROUP BY" in loader and "COUNT(" in loader


def _filtered_by(evidence: Evidence, repeat: Repeat) -> bool:
    """Whether the rows were chosen by a condition on the relation: an annotation after it counts what it left."""
    loader = _loader(evidence, repeat)
    asked = {root_table(repeat.first.sql), *(join.table for join in joins(repeat.first.sql))}
    return " WHERE " in loader and any(join.table in asked for join in joins(loader))


def _loader(evidence: Evidence, repeat: Repeat) -> str:
    """The statement before the loop, or ""."""
    before = reversed(evidence.queries[: repeat.places[0]])
    return next((query.sql for query in before if query.group != repeat.first.group), "")


def _condition(evidence: Evidence, repeat: Repeat, path: LoaderPath) -> str:
    if not repeat.has_conditions:
        return ""
    hint = evidence.hint("relation_rows", repeat.first, repeat.relation)
    said = hint.fix.replace("{}", path.lookup) if hint else ""
    return f", filter={said or 'Q(...)'}"


def exists_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """A question "is there any?" for each object of a loop."""
    for repeat in evidence.repeats:
        if repeat.method in ("exists", "contains") and not repeat.identical:
            fix, where = _count_fix(evidence, repeat)
            if repeat.relation and repeat.method == "contains":
                fix = f'prefetch_related("{loader_path(evidence.queries, evidence.repeats, repeat).lookup}")'
                where = "keeps the rows where `contains()` finds them"
            elif not repeat.relation:
                fix, where = f'values_list("{repeat.key_field}", flat=True)', "before the loop, then test with `in`"
            yield advise("exists_in_loop", repeat, fix, (
                f"{repeat.where} asked {repeat.count:,} times whether there is any row, one query for each pass. "
                f"One query can answer for all of them: `.{fix}` {where}."
            ))


def aggregate_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """A sum, average, least or greatest value computed for each object of a loop."""
    for repeat in evidence.repeats:
        found = aggregate(repeat.first.sql)
        if found and repeat.kind == "manager" and not repeat.identical:
            path = annotation_path(evidence.queries, evidence.repeats, repeat)
            condition = _condition(evidence, repeat, path)
            fix = f'annotate(value={found[0]}("{path.lookup}__{found[1]}"{condition}))'
            beside = _counted_besides(evidence, repeat) or _filtered_by(evidence, repeat)
            if beside and not condition and len(path.names) == 1:
                fix = _subquery(evidence, repeat, *found) or fix
            yield advise("aggregate_in_loop", repeat, fix, (
                f"{repeat.where} sent {repeat.count:,} queries that compute one {found[0]} each. "
                f"The database can compute it for all rows at once: `.{fix}` on the query {path.on}."
            ))


def _subquery(evidence: Evidence, repeat: Repeat, function: str, column: str) -> str:
    """The same without a join: beside another relation's rows a sum would be too large."""
    hint = evidence.hint("relation_key", repeat.first, repeat.relation)
    if hint is None:
        return ""
    totals = f'{hint.fix}.order_by().values("{hint.detail}").annotate(t={function}("{column}")).values("t")'
    return f"annotate(value=Subquery({totals}))"
