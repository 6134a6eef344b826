"""What each watched place of the ORM notes when it is reached: built, asked, read from a cache, or asked again.

A watcher gets the original method, its object and its arguments. It names no parameter that a learner could: fields may
be called `name` or `source`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, QuerySet

from sandbox_app.origins import related_accessor, relation_of
from sandbox_app.tools.recorder import Doing, Recorder, learner_line

GIVING_ONE = frozenset(
    "get count exists first last latest earliest aggregate contains get_or_create update_or_create".split()
)
# How a QuerySet was made from one whose rows were loaded already: (method, whether those had been prefetched).
MADE = "_timeline_made"


def silently(recorder: Recorder, original: Any, manager: Any, /, *args: Any, **kwargs: Any) -> Any:
    """What a related manager filters by itself is nobody's `filter()`."""
    if recorder.doing is not None:
        return original(manager, *args, **kwargs)
    with recorder.act():
        return original(manager, *args, **kwargs)


def built(recorder: Recorder, name: str, original: Any, source: Any, /, *args: Any, **kwargs: Any) -> Any:
    if recorder.doing is not None:
        return original(source, *args, **kwargs)
    with recorder.act():
        made = original(source, *args, **kwargs)
    if isinstance(made, QuerySet) and made._result_cache is None:
        made.__dict__[MADE] = made_from(source, name)
        recorder.note("built", label(made), name)
    return made


def made_from(source: Any, name: str) -> tuple[str, bool] | None:
    if isinstance(source, QuerySet) and source._result_cache is not None:
        return name, is_prefetched(source)
    return getattr(source, MADE, None) if isinstance(source, QuerySet) else None


def is_prefetched(queryset: Any) -> bool:
    instance = queryset._hints.get("instance")
    kept = getattr(instance, "_prefetched_objects_cache", {})
    return any(one is queryset for one in kept.values())


def asked(recorder: Recorder, name: str, original: Any, queryset: Any, /, *args: Any, **kwargs: Any) -> Any:
    if recorder.doing is not None:
        return original(queryset, *args, **kwargs)
    from_loaded = made_from(queryset, name)
    doing, given = Doing(), None
    try:
        with recorder.act() as doing:
            given = original(queryset, *args, **kwargs)
            return given
    finally:
        note_asking(recorder, queryset, name, doing, from_loaded, rows_given(name, given))


def rows_given(name: str, given: Any) -> int:
    """How many rows came back for what a method gave; a number or a truth is one, a write has none."""
    if name == "in_bulk":
        return len(given or ())
    return int(name in GIVING_ONE and given is not None and given is not False)


def note_asking(recorder: Recorder, queryset: Any, name: str, doing: Doing, from_loaded: Any, rows: int) -> None:
    if not doing.statements:
        recorder.note("cache", label(queryset), name)
        return
    reason = why_again(recorder, queryset, doing, from_loaded)
    recorder.note("again" if reason else "evaluated", label(queryset), name, reason, doing=doing, rows=rows)


def why_again(recorder: Recorder, queryset: Any, doing: Doing, from_loaded: tuple[str, bool] | None) -> str:
    """A word for the reason (see `course.domain.insight.timeline.REASONS`) and what it needs to be told, or ""."""
    earlier = recorder.earlier_line(doing.question)
    if from_loaded:
        method, prefetched = from_loaded
        return f"{'left_prefetched' if prefetched else 'left_loaded'} {method}"
    if earlier is None:
        return ""
    instance = queryset._hints.get("instance") if isinstance(queryset, QuerySet) else None
    return f"{'manager_again' if instance is not None else 'asked_before'} {earlier}"


def read(recorder: Recorder, name: str, original: Any, queryset: Any, /, *args: Any) -> Any:
    """Iteration, length, truth, items and repr: what needs the rows of a QuerySet."""
    if recorder.doing is not None:
        return original(queryset, *args)
    if name == "__len__" and queryset._result_cache is not None and recorder.same_place(queryset):
        return original(queryset)
    recorder.same_place(queryset)
    loaded, doing, result = queryset._result_cache is not None, Doing(), None
    try:
        with recorder.act() as doing:
            result = original(queryset, *args)
            return result
    finally:
        note_reading(recorder, name, queryset, loaded, doing, result)


def note_reading(recorder: Recorder, name: str, queryset: Any, loaded: bool, doing: Doing, result: Any) -> None:
    if name == "__getitem__" and isinstance(result, QuerySet):
        result.__dict__[MADE] = made_from(queryset, "[…]")
        recorder.note("built", label(queryset), "[…]")
        return
    kept = queryset._result_cache
    if loaded or (kept is not None and not doing.statements):
        recorder.note("cache", label(queryset), name, rows=len(kept or ()))
    elif kept is None and doing.statements:  # an item or the repr of a QuerySet that keeps nothing of it
        again = why_again(recorder, queryset, doing, getattr(queryset, MADE, None))
        recorder.note("unkept", label(queryset), name, again, doing=doing, rows=1 if name == "__getitem__" else 0)
    elif doing.statements:
        note_asking(recorder, queryset, name, doing, getattr(queryset, MADE, None), len(kept or ()))


def iterated(recorder: Recorder, original: Any, queryset: Any, /, *args: Any, **kwargs: Any) -> Any:
    """`iterator()`: rows come one by one, and no cache keeps them."""
    rows = original(queryset, *args, **kwargs)
    if recorder.doing is not None:
        return rows
    return counted(recorder, queryset, rows, learner_line())


def counted(recorder: Recorder, queryset: Any, rows: Iterator[Any], line: int | None) -> Iterator[Any]:
    total, number = Doing(), 0
    try:
        while True:
            with recorder.act() as doing:
                row = next(rows, recorder)
            total.statements += doing.statements
            if row is recorder:
                return
            number += 1
            yield row
    finally:
        recorder.note("unkept", label(queryset), "iterator", doing=total, rows=number, line=line)


def followed(recorder: Recorder, original: Any, descriptor: Any, instance: Any, cls: Any = None) -> Any:
    """A foreign key or one-to-one relation, from either side."""
    if recorder.doing is not None or instance is None:
        return original(descriptor, instance, cls)
    doing, found = Doing(), None
    try:
        with recorder.act() as doing:
            found = original(descriptor, instance, cls)
            return found
    finally:
        what = relation_of(descriptor)
        if doing.statements:
            recorder.note("evaluated", what, "", doing=doing, rows=1 if found is not None else 0)
        elif found is not None:
            recorder.note("cache", what, "")


def loaded_column(recorder: Recorder, original: Any, attribute: Any, instance: Any, cls: Any = None) -> Any:
    """A column that the query left out: only() and defer() fetch it on first touch."""
    if recorder.doing is not None or instance is None:
        return original(attribute, instance, cls)
    with recorder.act() as doing:
        value = original(attribute, instance, cls)
    if doing.statements:
        field = attribute.field
        recorder.note("evaluated", f"{field.model.__name__}.{field.attname}", "", "deferred 0", doing=doing, rows=1)
    return value


def acted(recorder: Recorder, name: str, what: str, original: Any, owner: Any, /, *args: Any, **kwargs: Any) -> Any:
    """A method of an object, or of the manager of one relation, which is `what` then."""
    if recorder.doing is not None:
        return original(owner, *args, **kwargs)
    doing = Doing()
    try:
        with recorder.act() as doing:
            return original(owner, *args, **kwargs)
    finally:
        recorder.note("evaluated", what or type(owner).__name__, name, doing=doing)


def label(queryset: Any) -> str:
    """`Post.tags` for the QuerySet of a related manager, else the model's name."""
    instance = getattr(queryset, "_hints", {}).get("instance")
    try:
        accessor = related_accessor(instance, queryset) if isinstance(instance, Model) else ""
    except (AttributeError, KeyError, TypeError):
        accessor = ""
    return f"{type(instance).__name__}.{accessor}" if accessor else queryset.model.__name__
