"""The names a learner's code finds in scope without an import: the models and the words of the ORM.

Import this only after `django.setup()`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.apps import apps
from django.db import IntegrityError, connection, models, reset_queries, transaction
from django.db.models import (
    Avg,
    Case,
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

TODAY = date(2026, 6, 30)
LAST_WEEK = TODAY - timedelta(days=7)

ORM_NAMES: dict[str, object] = {
    "Q": Q, "F": F, "Count": Count, "Sum": Sum, "Avg": Avg, "Min": Min, "Max": Max,
    "Prefetch": Prefetch, "Exists": Exists, "OuterRef": OuterRef, "Subquery": Subquery,
    "Value": Value, "Case": Case, "When": When, "Coalesce": Coalesce, "models": models,
    "transaction": transaction, "IntegrityError": IntegrityError,
    "connection": connection, "reset_queries": reset_queries,
    "Decimal": Decimal, "date": date, "datetime": datetime, "timedelta": timedelta,
    "TODAY": TODAY, "LAST_WEEK": LAST_WEEK,
}


def names() -> dict[str, object]:
    """A fresh dictionary of all models by class name, and every name the curriculum promises (its section 2)."""
    return {model.__name__: model for model in apps.get_models()} | ORM_NAMES
