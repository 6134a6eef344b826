"""Turns one value of a fixture into what its field stores, or says what is wrong with it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

LARGEST_KEY = 2**31 - 1


class WrongValue(Exception):
    """A value that its field cannot hold. `args`: the problem and the remedy."""


def primary_key(value: Any) -> int:
    """Raises WrongValue unless the value is a whole number that can be a key."""
    if isinstance(value, (list, tuple)):
        raise WrongValue("natural keys are not followed", "give the primary key of the row")
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LARGEST_KEY:
        raise WrongValue(f"a key must be a whole number from 1 to {LARGEST_KEY}", "number a model's objects from 1")
    return value


def stored_value(field: models.Field, value: Any) -> Any:
    """The Python value that the field stores. A foreign key gives its target's key. Raises WrongValue."""
    if value is None:
        if not field.null:
            raise WrongValue("it must not be null", "give a value")
        return None
    if isinstance(field, models.ForeignKey):
        return primary_key(value)
    check_type(field, value)
    try:
        python_value = in_utc(field.to_python(value))
        field.run_validators(python_value)
        if field.choices:
            field.validate(python_value, None)
    except ValidationError as error:
        raise WrongValue("; ".join(error.messages), "give a value that the field can hold") from None
    except (ValueError, TypeError, OverflowError, ArithmeticError) as error:
        raise WrongValue(f"it cannot be stored: {error}", "give a value that the field can hold") from None
    return normalised(field, python_value)


WANTED: tuple[tuple[type[models.Field], tuple[type, ...], str], ...] = (
    (models.BooleanField, (bool,), "true or false"),
    (models.IntegerField, (int,), "a whole number"),
    (models.FloatField, (int, float), "a number"),
    (models.DecimalField, (int, float, str), "a number, best written as text"),
    (models.DateTimeField, (str, datetime), "a time such as \"2026-06-30T09:30:00Z\""),
    (models.DateField, (str, date), "a date such as \"2026-06-30\""),
    (models.CharField, (str,), "text"),
    (models.TextField, (str,), "text"),
)


def check_type(field: models.Field, value: Any) -> None:
    """Raises WrongValue where Django would quietly turn a value of another type into the field's."""
    for kind, types, wanted in WANTED:
        if isinstance(field, kind):
            is_flag = isinstance(value, bool) and kind is not models.BooleanField
            if is_flag or not isinstance(value, types):
                raise WrongValue(f"it is of the wrong type ({type(value).__name__})", f"give {wanted}")
            break
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise WrongValue("the number does not fit into 64 bits", "give a smaller number")
    if isinstance(value, str) and ("\0" in value or not encodable(value)):
        raise WrongValue("the text holds a NUL or a broken character", "remove it")


def encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def in_utc(value: Any) -> Any:
    """A time without a zone is taken as UTC."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value


def normalised(field: models.Field, value: Any) -> Any:
    """One form for equal values: decimals get the field's places."""
    if isinstance(field, models.DecimalField) and isinstance(value, Decimal):
        return value.quantize(Decimal(1).scaleb(-field.decimal_places))
    return value


def missing_value(field: models.Field) -> Any:
    """What a field holds that the fixture does not name. Raises WrongValue when it has to be named."""
    if field.has_default():
        return normalised(field, field.to_python(field.get_default()))
    if field.null:
        return None
    if field.blank and field.empty_strings_allowed:
        return ""
    raise WrongValue("the field is missing", f"add \"{field.name}\"")
