"""Puts watchers around the places where QuerySets, managers and relations are built, asked or served from a cache.

Only in a process that makes a timeline: an ordinary run is never watched this way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.db.models.fields.related_descriptors import (
    ForwardManyToOneDescriptor,
    ReverseManyToOneDescriptor,
    ReverseOneToOneDescriptor,
)
from django.db.models.manager import BaseManager
from django.db.models.query_utils import DeferredAttribute

from sandbox_app.tools import watchers
from sandbox_app.tools.recorder import Recorder

BUILDING = (
    "all filter exclude order_by reverse distinct values values_list annotate alias select_related prefetch_related "
    "only defer using none union intersection difference select_for_update extra dates datetimes complex_filter"
).split()
ASKING = (
    "get count exists first last latest earliest aggregate in_bulk contains create bulk_create bulk_update update "
    "delete get_or_create update_or_create explain"
).split()
# What a related manager does to its relation; where it has no such method, there is nothing to watch.
LINKING = ("add", "remove", "clear", "set")
READING = ("__iter__", "__len__", "__bool__", "__getitem__", "__repr__")


def watch_orm(recorder: Recorder) -> None:
    for name in BUILDING:
        around(QuerySet, name, partial(watchers.built, recorder, name))
    around(BaseManager, "all", partial(watchers.built, recorder, "all"))
    for name in ASKING:
        around(QuerySet, name, partial(watchers.asked, recorder, name))
    for name in READING:
        around(QuerySet, name, partial(watchers.read, recorder, name))
    around(QuerySet, "iterator", partial(watchers.iterated, recorder))
    for descriptor in (ForwardManyToOneDescriptor, ReverseOneToOneDescriptor):
        around(descriptor, "__get__", partial(watchers.followed, recorder))
    around(DeferredAttribute, "__get__", partial(watchers.loaded_column, recorder))
    for name in ("save", "delete", "refresh_from_db"):
        around(Model, name, partial(watchers.acted, recorder, name, ""))
    for model in apps.get_models():
        watch_relations(recorder, model)


def watch_relations(recorder: Recorder, model: type[Model]) -> None:
    """Its related managers: each relation has a class of managers of its own."""
    for accessor, descriptor in vars(model).items():
        if isinstance(descriptor, ReverseManyToOneDescriptor):
            managers = descriptor.related_manager_cls
            around(managers, "get_queryset", partial(watchers.silently, recorder))
            for name in LINKING:
                if name in vars(managers):
                    around(managers, name, partial(watchers.acted, recorder, name, f"{model.__name__}.{accessor}"))


def around(owner: type, name: str, watcher: Callable[..., Any]) -> None:
    """Replace a method by a watcher that gets the original, the object and the arguments."""
    original = getattr(owner, name)

    @wraps(original)
    def watched(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        return watcher(original, self, *args, **kwargs)

    setattr(owner, name, watched)
