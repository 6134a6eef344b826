"""Relations and columns that a loop loads object by object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from course.domain.findings.advice import Advice, Evidence, advise, quoted
from course.domain.findings.repeats import SINGLE_KINDS, LoaderPath, Repeat, loader_path, loads_rows_of
from course.domain.findings.spared import from_level_to_level, of_key
from course.domain.statement import columns_of, field_of, forward_path, joins, root_table

MOST_COLUMNS_TO_NAME = 6


def n_plus_one(evidence: Evidence) -> Iterator[Advice]:
    """A relation that a loop loads object by object; of nested ones each is named, with one fix for all levels."""
    found = []
    for repeat in evidence.repeats:
        if _loads_anew(repeat) and not _prefetched(evidence, repeat):
            spared = from_level_to_level(evidence, repeat) or of_key(evidence, repeat)
            if spared:
                yield spared
            else:
                found.append((repeat, loader_path(evidence.queries, evidence.repeats, repeat)))
    for repeat, path in found:
        whole = _deepest(path, [other for _, other in found])
        chosen = _chosen_rows(evidence, repeat)
        fix = _prefetch_of(path, chosen) if chosen else f'{whole.method}("{whole.lookup}")'
        yield advise("n_plus_one", repeat, fix, (
            f"{repeat.where} loaded `{repeat.relation}` {repeat.count:,} times, with one query for each object. "
            f"{_why(evidence, repeat, chosen)}: `.{fix}` on the query {path.on} {_gain(path, whole, chosen)}."
        ), lesson=_lesson(whole, chosen))


def _loads_anew(repeat: Repeat) -> bool:
    """The same rows again and again through a manager are duplicates; objects have a place of their own for each."""
    return repeat.loads_relation and (repeat.kind in SINGLE_KINDS or not repeat.identical)


def _prefetched(evidence: Evidence, repeat: Repeat) -> bool:
    """Whether the relation was prefetched, and the objects were not loaded anew since."""
    for place in range(repeat.places[0] - 1, -1, -1):
        origin = evidence.queries[place].origin
        if origin and (origin.kind, origin.relation) == ("prefetch", repeat.relation):
            return True
        if place not in evidence.repeated_places and loads_rows_of(evidence.queries[place], repeat.model):
            return False
    return False


def _deepest(path: LoaderPath, paths: list[LoaderPath]) -> LoaderPath:
    """The longest path that loads this one's relation on its way, with the same method."""
    length = len(path.names)
    further = [other for other in paths if other.names[:length] == path.names
               and (other.method, other.on) == (path.method, path.on)]
    return max(further, key=lambda other: len(other.names))


def _chosen_rows(evidence: Evidence, repeat: Repeat) -> str:
    """The QuerySet of the related model that the loop asks for, such as `Tag.objects.filter(active=True)`."""
    hint = evidence.hint("relation_rows", repeat.first, repeat.relation)
    return hint.detail if hint else ""


def _prefetch_of(path: LoaderPath, chosen: str) -> str:
    return f'prefetch_related(Prefetch("{path.lookup}", queryset={chosen}, to_attr="{_attribute(path.names[-1])}"))'


def _attribute(accessor: str) -> str:
    return f"chosen_{accessor.removesuffix('_set')}"


def _why(evidence: Evidence, repeat: Repeat, chosen: str) -> str:
    if repeat.kind in SINGLE_KINDS:
        return _why_single(evidence, repeat)
    if evidence.hint("by_hand", repeat.first, repeat.relation):
        return f"A QuerySet made for each object asks the database each time{_instead(repeat, chosen)}"
    if chosen:
        return f"A filtered, ordered or cut `{repeat.accessor}` asks the database each time, prefetched or not"
    if _reads_values(repeat):
        return (f"`values()` and `values_list()` of `{repeat.accessor}` ask the database each time, prefetched or not, "
                "so read its `.all()` and take the values in Python")
    if repeat.has_conditions or repeat.method not in ("", "iterator"):
        return (f"A filtered, ordered or cut `{repeat.accessor}` asks the database each time, prefetched or not, so "
                "read its `.all()` and choose among the rows in Python")
    return f"Every `{repeat.accessor}.all()` asks the database again"


def _why_single(evidence: Evidence, repeat: Repeat) -> str:
    by_key = evidence.hint("by_key", repeat.first, repeat.relation) if repeat.method else None
    if by_key:
        return f"`{repeat.method}()` asks the database each time, and `{by_key.fix}` is the same row"
    return "A relation is loaded when it is first touched, one object at a time"


def _instead(repeat: Repeat, chosen: str) -> str:
    """What to read in place of a QuerySet made by hand."""
    rows = f"`{repeat.model.lower()}.{repeat.accessor}.all()`"
    if chosen:
        return ""
    if repeat.has_conditions or _reads_values(repeat):
        return f", so read {rows} and choose among the rows in Python"
    return f"; {rows} are the same rows, and can be prefetched"


def _reads_values(repeat: Repeat) -> bool:
    """A manager's statement that asks for some columns, and not for objects."""
    return "id" not in columns_of(repeat.first.sql, root_table(repeat.first.sql))


def _gain(path: LoaderPath, whole: LoaderPath, chosen: str) -> str:
    if chosen:
        return f"loads those rows for all objects in one more query, as the list `{_attribute(path.names[-1])}`"
    behind = [f"`{name}`" for name in whole.names[len(path.names) :]]
    along = f", and {' and '.join(behind)} behind it" if behind else ""
    if whole.single:
        return f"brings it along in the same query{along}"
    return f"loads it for all of them in one more query{' for each level' if len(whole.names) > 1 else ''}{along}"


def _lesson(path: LoaderPath, chosen: str) -> str:
    if chosen:
        return "prefetch-objects"
    if path.single:
        return "one-join" if len(path.names) == 1 else "several-hops"
    return "one-query-per-relation" if len(path.names) == 1 else "nesting-and-combining"


def filter_on_prefetched(evidence: Evidence) -> Iterator[Advice]:
    """A prefetched relation that is filtered, ordered or cut, and so asked for again."""
    for repeat in evidence.repeats:
        if not (_loads_anew(repeat) and repeat.kind == "manager" and _prefetched(evidence, repeat)):
            continue
        if _is_plain(evidence, repeat) and not _kept_under_a_name(evidence, repeat):
            yield advise("n_plus_one", repeat, "", (
                f"{repeat.where} loaded `{repeat.relation}` {repeat.count:,} times, with one query for each object. It "
                f"was prefetched, but for other objects of {repeat.model} than these: let the path of the prefetch go "
                "through the name, a relation or a `to_attr`, from which the loop takes its objects."
            ), lesson="nesting-and-combining")
        else:
            fix, remedy = _read_prefetched(evidence, repeat)
            yield advise("filter_on_prefetched", repeat, fix, (
                f"{repeat.where} asked for `{repeat.relation}` {repeat.count:,} times although it was prefetched. "
                f"{remedy}."
            ))


def _is_plain(evidence: Evidence, repeat: Repeat) -> bool:
    """Whether `.all()` sent it: of objects whose relation was prefetched it asks nothing."""
    chosen = repeat.has_conditions or _reads_values(repeat) or _chosen_rows(evidence, repeat)
    return repeat.method == "" and not chosen


def _kept_under_a_name(evidence: Evidence, repeat: Repeat) -> list[str]:
    """The `to_attr` of the relation's Prefetch."""
    return [hint.fix for hint in evidence.hints if (hint.code, hint.relation) == ("prefetched_list", repeat.relation)]


def _read_prefetched(evidence: Evidence, repeat: Repeat) -> tuple[str, str]:
    """The fix, and why."""
    kept = _kept_under_a_name(evidence, repeat)
    if kept and not repeat.has_conditions:
        fix = f"{repeat.model.lower()}.{kept[0]}"
        return fix, (f"`to_attr` keeps the prefetched rows in a list of that name, and `{repeat.accessor}.all()` knows "
                     f"nothing of it: read `{fix}`")
    chosen = _chosen_rows(evidence, repeat)
    if not chosen:
        fix = f"{repeat.model.lower()}.{repeat.accessor}.all()"
        return fix, (f"Any further link on a prefetched relation makes a new query: read `{fix}` and choose among its "
                     "rows in Python")
    fix = _prefetch_of(loader_path(evidence.queries, evidence.repeats, repeat), chosen)
    return fix, (f"`filter()`, `order_by()` or `first()` on a prefetched relation makes a new query: choose among "
                 f"`{repeat.accessor}.all()` in Python, or prefetch the chosen rows: `.{fix}`, and read "
                 f"`{_attribute(repeat.accessor)}`")


def deferred_field_in_loop(evidence: Evidence) -> Iterator[Advice]:
    """A column that only() or defer() left out, fetched row by row."""
    for repeat in evidence.repeats:
        if repeat.kind == "deferred":
            fix = _loading_fix(evidence, repeat)
            yield advise("deferred_field_in_loop", repeat, fix, (
                f"{repeat.where} fetched the column `{repeat.accessor}` {repeat.count:,} times, row by row. "
                f"`only()` or `defer()` left it out of the query that loads the rows, so load it there: `.{fix}`."
            ))


def _loading_fix(evidence: Evidence, repeat: Repeat) -> str:
    """`only()` with the columns that were loaded and those that came late; with many columns, no deferring at all."""
    table = root_table(repeat.first.sql)
    alike = (other for other in evidence.repeats if (other.kind, other.model) == (repeat.kind, repeat.model))
    left_out = [other.accessor for other in alike]
    for query in reversed(evidence.queries[: repeat.places[0]]):
        late = query.origin is not None and query.origin.kind == repeat.kind
        if not late and columns_of(query.sql, table):
            names = _names_for_only(query.sql, table, repeat.model, left_out)
            few = 0 < len(names) <= MOST_COLUMNS_TO_NAME
            return f"only({', '.join(map(quoted, names))})" if few else "defer(None)"
    return "defer(None)"


def _names_for_only(sql: str, table: str, model: str, left_out: list[str]) -> list[str]:
    """As the statement's first table sees them; none where the rows are joined to it in any but the simplest way."""
    wanted = _fields([*columns_of(sql, table), *left_out])
    root = root_table(sql)
    if root == table:
        return wanted
    path = forward_path(sql, model)
    if not path or len(joins(sql)) > 1:
        return []
    own = [name for name in _fields(columns_of(sql, root)) if name != path[0]]
    return own + [f"{path[0]}__{name}" for name in wanted]


def _fields(columns: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(field_of(column) for column in columns if column != "id"))
