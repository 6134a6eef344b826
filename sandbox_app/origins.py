"""Which part of the ORM sent a statement, read from the frames between the learner's line and the cursor.

A reader turns one of Django's frames into (kind, relation, method); see `course.domain.run.Origin` for the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from django.apps import apps
from django.db.backends.utils import CursorWrapper
from django.db.models import ManyToManyField, ManyToOneRel, Model, QuerySet
from django.db.models.fields.related_descriptors import (
    ForwardManyToOneDescriptor,
    ReverseManyToOneDescriptor,
    ReverseOneToOneDescriptor,
)
from django.db.models.query import RawQuerySet, prefetch_one_level
from django.db.models.query_utils import DeferredAttribute

Found = tuple[str, str, str]
WRITING = ("update", "delete")


def forward(frame: FrameType) -> Found:
    return "forward", relation_of(frame.f_locals["self"]), ""


def reverse_one_to_one(frame: FrameType) -> Found:
    return "reverse_one_to_one", relation_of(frame.f_locals["self"]), ""


def relation_of(descriptor: Any) -> str:
    """`Post.author`, `Member.profile`: a foreign key or one-to-one relation, from either side."""
    if isinstance(descriptor, ReverseOneToOneDescriptor):
        return f"{descriptor.related.model.__name__}.{descriptor.related.get_accessor_name()}"
    return f"{descriptor.field.model.__name__}.{descriptor.field.name}"


def is_only_way(forward_descriptor: Any) -> bool:
    """Whether no other foreign key or one-to-one relation leads to the same model; junction tables that Django made
    aside, whose rows nobody goes through together with others."""
    ways = forward_descriptor.field.related_model._meta.get_fields(include_hidden=True)
    return sum(isinstance(way, ManyToOneRel) and not way.related_model._meta.auto_created for way in ways) == 1


def deferred(frame: FrameType) -> Found:
    field = frame.f_locals["self"].field
    return "deferred", f"{field.model.__name__}.{field.attname}", ""


def prefetch(frame: FrameType) -> Found:
    instances, lookup, level = (frame.f_locals[name] for name in ("instances", "lookup", "level"))
    accessor = lookup.prefetch_through.split("__")[level]
    return "prefetch", f"{type(instances[0]).__name__}.{accessor}", ""


def queryset(frame: FrameType) -> Found:
    """A QuerySet method; when a related manager made the QuerySet, its hints name the object it started from."""
    asked = frame.f_locals.get("self")
    method = frame.f_code.co_name
    method = "" if method in {"_fetch_all", "_iterator"} else method
    instance = getattr(asked, "_hints", {}).get("instance")
    accessor = related_accessor(instance, asked) if isinstance(instance, Model) else ""
    if accessor:
        return "manager", f"{type(instance).__name__}.{accessor}", method
    if method in WRITING and not asked.model._meta.auto_created:
        return "query", asked.model.__name__, method
    return (method if method in {"get", "count", "exists"} else "query"), "", method


def refresh(_frame: FrameType) -> Found:
    return "get", "", "refresh_from_db"


def replaced_links(_frame: FrameType) -> Found:
    """`post.tags.set(…)` reads the links it replaces, whatever was prefetched."""
    return "query", "", "set"


def raw(_frame: FrameType) -> Found:
    return "query", "", "raw"


def create(frame: FrameType) -> Found:
    return "create", frame.f_locals["self"].model.__name__, "create"


def save(frame: FrameType) -> Found:
    return "save", type(frame.f_locals["self"]).__name__, "save"


def delete(frame: FrameType) -> Found:
    return "delete", type(frame.f_locals["self"]).__name__, "delete"


def related_accessor(instance: Any, asked: Any) -> str:
    """The name on `instance` whose manager made this QuerySet, or "" when that cannot be told."""
    for field in getattr(asked, "_known_related_objects", {}):
        accessor = getattr(field.remote_field, "get_accessor_name", lambda: "")()
        if accessor:
            return str(accessor)
    return _many_to_many_accessor(instance, asked)


def _many_to_many_accessor(instance: Any, asked: Any) -> str:
    for condition in asked.query.where.children:
        target = getattr(getattr(condition, "lhs", None), "target", None)
        for field in type(instance)._meta.get_fields() if target is not None else ():
            if field.many_to_many and _starts_at(field, target):
                return str(field.name if isinstance(field, ManyToManyField) else field.get_accessor_name())
    return ""


def _starts_at(field: Any, target: Any) -> bool:
    """Whether `target`, a column of a junction table, is the end of `field` on the model that has it."""
    forwards = isinstance(field, ManyToManyField)
    many = field if forwards else field.field
    name = many.m2m_field_name() if forwards else many.m2m_reverse_field_name()
    return bool(many.remote_field.through is target.model and name == target.name)


def _link_setters() -> Iterator[Callable[..., Any]]:
    """`set()` of the managers of relations: a class for each relation, a code object for each kind of relation."""
    for model in apps.get_models():
        for descriptor in vars(model).values():
            if isinstance(descriptor, ReverseManyToOneDescriptor):
                yield descriptor.related_manager_cls.set


_METHODS = (
    "get count exists first last bulk_create bulk_update update delete aggregate in_bulk get_or_create "
    "update_or_create iterator _iterator contains latest earliest explain _fetch_all"
).split()
_READ: tuple[tuple[Any, Callable[[FrameType], Found]], ...] = (
    (ForwardManyToOneDescriptor.__get__, forward),
    (ReverseOneToOneDescriptor.__get__, reverse_one_to_one),
    (DeferredAttribute.__get__, deferred),
    (prefetch_one_level, prefetch),
    (Model.save, save),
    (Model.delete, delete),
    (Model.refresh_from_db, refresh),
    *((setter, replaced_links) for setter in _link_setters()),
    (QuerySet.create, create),
    (RawQuerySet.iterator, raw),
    *((getattr(QuerySet, name), queryset) for name in _METHODS),
)
# By identity: hashing a code object walks all of its code and constants.
READERS = {id(function.__code__): reader for function, reader in _READ if hasattr(function, "__code__")}
# Between these stand the functions of `connection.execute_wrapper()`, innermost first.
_SENDING = {id(CursorWrapper._execute.__code__), id(CursorWrapper._executemany.__code__)}
_WRAPPING = CursorWrapper._execute_with_wrappers.__code__
# These name what the learner wrote; the QuerySet methods beneath them are how Django does it.
_RELATIONS = {forward, reverse_one_to_one, deferred, prefetch}


def origin(asked: list[FrameType]) -> tuple[Found, FrameType] | None:
    """The origin of a statement from its readable frames, innermost first, and the frame that tells it; None when
    nothing is known."""
    readers = [READERS[id(frame.f_code)] for frame in asked]
    # The outermost, where no relation asks: `create()` saves, `get_or_create()` creates.
    named = (pair for pair in zip(readers, asked, strict=True) if pair[0] in _RELATIONS)
    try:
        reader, frame = next(named, (readers[-1], asked[-1]))
        return reader(frame), frame
    except (AttributeError, KeyError, IndexError, TypeError):
        return None


def outside_wrappers(frame: FrameType, filename: str) -> FrameType:
    """Given the innermost frame while a statement is being sent: the one outside of all that wraps it, so that no
    wrapper of the learner's file is taken for what asked. At any other time the frame itself."""
    outer: FrameType | None = frame
    sending = False
    while outer is not None and (sending or outer.f_code.co_filename != filename):
        if sending and outer.f_code is _WRAPPING:
            return outer
        sending = sending or id(outer.f_code) in _SENDING
        outer = outer.f_back
    return frame
