"""From a fixture's objects to rows of every table, or to the list of all that is wrong with them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models

from sandbox_app.fixture_faults import Faults, Place
from sandbox_app.fixture_files import FixtureObject
from sandbox_app.fixture_values import WrongValue, missing_value, primary_key, stored_value
from sandbox_app.tables import Model, Row, Tables, all_models, columns, is_link, link_fields, link_model, number_links

KNOWN_PARTS = {"model", "pk", "fields"}


@dataclass(slots=True)
class Loaded:
    """What has been read so far: rows and where each stands; links still by the name of their field."""

    rows: dict[Model, dict[int, Row]] = field(default_factory=lambda: {model: {} for model in all_models()})
    places: dict[tuple[Model, int], Place] = field(default_factory=dict)
    links: list[tuple[Model, int, models.ManyToManyField, list[int]]] = field(default_factory=list)


def checked_tables(objects: list[FixtureObject], faults: Faults) -> Tables:
    """Rows of every table. They are whole only when no fault was added."""
    loaded = Loaded()
    for item in objects:
        read_object(item, loaded, faults)
    check_targets(loaded, faults)
    check_links(loaded, faults)
    check_uniqueness(loaded, faults)
    tables = {model: [rows[key] for key in sorted(rows)] for model, rows in loaded.rows.items()}
    return tables if faults.total else tables | link_tables(loaded)


def read_object(item: FixtureObject, loaded: Loaded, faults: Faults) -> None:
    data = item.data
    if not isinstance(data, dict) or not isinstance(data.get("fields"), dict) or set(data) - KNOWN_PARTS:
        faults.add(item.place, "it is no object of a fixture", "give it `model`, `pk` and `fields`", value=data)
        return
    place = Place(item.place.file, item.place.object, str(data.get("model")))
    model = known_model(place, faults)
    if model is None:
        return
    try:
        key = primary_key(data.get("pk"))
    except WrongValue as wrong:
        faults.add(place, *wrong.args, field="pk", value=data.get("pk"))
        return
    if key in loaded.rows[model]:
        faults.add(place, f"another {place.model} has this primary key: {loaded.places[model, key]}",
                   "give each object its own", field="pk", value=key)
        return
    loaded.places[model, key] = place
    loaded.rows[model][key] = {model._meta.pk.attname: key} | dict(read_fields(model, data["fields"], place, faults))
    loaded.links += [(model, key, *link) for link in read_links(model, data["fields"], place, faults)]


def known_model(place: Place, faults: Faults) -> Model | None:
    """The model that the object names; only those of the dataset's own apps are taken."""
    known = {model._meta.label_lower: model for model in apps.get_models()}
    if place.model.lower() in known:
        return known[place.model.lower()]
    near = difflib.get_close_matches(place.model.lower(), known, n=1)
    remedy = f"did you mean {near[0]}?" if near else f"remove it; the models are: {', '.join(sorted(known))}"
    faults.add(place, "there is no such model in this data", remedy, value=place.model)
    return None


def read_fields(model: Model, given: dict[str, Any], place: Place, faults: Faults) -> Iterator[tuple[str, Any]]:
    """Each column's name and value; a faulty value is left out and told."""
    own = [column for column in columns(model) if not column.primary_key]
    names = {column.name for column in own} | {many.name for many in link_fields(model)}
    for name in given.keys() - names:
        near = difflib.get_close_matches(str(name), names, n=1)
        remedy = f"did you mean {near[0]}?" if near else f"remove it; the fields are: {', '.join(sorted(names))}"
        faults.add(place, "the model has no such field", remedy, field=str(name), value=given[name])
    for column in own:
        try:
            is_given = column.name in given
            yield column.attname, stored_value(column, given[column.name]) if is_given else missing_value(column)
        except WrongValue as wrong:
            faults.add(place, *wrong.args, field=column.name, value=given.get(column.name))


def read_links(
    model: Model, given: dict[str, Any], place: Place, faults: Faults
) -> Iterator[tuple[models.ManyToManyField, list[int]]]:
    for many in link_fields(model):
        keys = given.get(many.name, [])
        try:
            yield many, linked_keys(keys)
        except WrongValue as wrong:
            faults.add(place, *wrong.args, field=many.name, value=keys)


def linked_keys(keys: Any) -> list[int]:
    """The keys that a many-to-many field lists. Raises WrongValue."""
    if not isinstance(keys, list):
        raise WrongValue("it is no list", "give a list of primary keys")
    checked = [primary_key(key) for key in keys]
    if len(set(checked)) < len(checked):
        raise WrongValue("a key stands twice in the list", "name each once")
    return checked


def check_targets(loaded: Loaded, faults: Faults) -> None:
    """Every foreign key must point at a row."""
    for model, rows in loaded.rows.items():
        keys = [column for column in columns(model) if isinstance(column, models.ForeignKey)]
        for key, row in rows.items():
            for column in keys:
                check_target(column, row.get(column.attname), loaded.places[model, key], loaded, faults)


def check_links(loaded: Loaded, faults: Faults) -> None:
    for model, key, many, targets in loaded.links:
        for target in targets:
            check_target(many, target, loaded.places[model, key], loaded, faults)


def check_target(column: Any, key: Any, place: Place, loaded: Loaded, faults: Faults) -> None:
    target: Model = column.related_model
    if key is not None and key not in loaded.rows[target]:
        faults.add(place, f"there is no {target._meta.label_lower} with this primary key",
                   "add that object, or point at one that is there", field=column.name, value=key)


def unique_sets(model: Model) -> list[tuple[models.Field, ...]]:
    """The columns, alone or together, that may not hold the same values twice."""
    by_name = {column.name: column for column in columns(model) if not column.primary_key}
    single: list[tuple[models.Field, ...]] = [(column,) for column in by_name.values() if column.unique]
    named = [tuple(names) for names in model._meta.unique_together]
    named += [tuple(constraint.fields) for constraint in model._meta.constraints
              if isinstance(constraint, models.UniqueConstraint) and constraint.fields and constraint.condition is None]
    return single + [tuple(by_name[name] for name in names) for names in named]


def check_uniqueness(loaded: Loaded, faults: Faults) -> None:
    for model, rows in loaded.rows.items():
        for fields in unique_sets(model):
            seen: dict[tuple[Any, ...], int] = {}
            for key, row in rows.items():
                values = tuple(row.get(column.attname) for column in fields)
                if None in values:
                    continue
                if values in seen:
                    faults.add(
                        loaded.places[model, key],
                        f"these values must be unique and stand already in {loaded.places[model, seen[values]]}",
                        "change one of the two", field=", ".join(column.name for column in fields),
                        value=values[0] if len(values) == 1 else values,
                    )
                seen.setdefault(values, key)


def link_tables(loaded: Loaded) -> Tables:
    """The rows of the tables that link many-to-many; a symmetrical link is stored both ways, as Django does."""
    pairs: dict[Model, list[tuple[object, object]]] = {model: [] for model in all_models() if is_link(model)}
    for _, key, many, targets in loaded.links:
        found = [(key, target) for target in targets]
        if many.remote_field.symmetrical:
            found += [(target, key) for target in targets]
        pairs[link_model(many)] += found
    return {model: number_links(model, found) for model, found in pairs.items()}
