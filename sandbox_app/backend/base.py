"""Django's SQLite backend with its connection in the broker."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from itertools import tee
from typing import Any

from django.db.backends.sqlite3 import base, features, operations

from sandbox_app.backend import remote


@lru_cache(maxsize=64)
def with_question_marks(query: str) -> str:
    """Django's `%s` placeholders, translated as its own SQLite cursor does; loops ask the same again and again."""
    return str(base.SQLiteCursorWrapper.convert_query(None, query))


class Cursor(remote.Cursor):
    """A cursor that takes Django's placeholders."""

    convert_query = base.SQLiteCursorWrapper.convert_query

    def execute(self, query: str, params: Any = None) -> remote.Cursor:
        if params is None:
            return super().execute(query)
        if hasattr(params, "keys"):
            return super().execute(self.convert_query(query, param_names=list(params)), params)
        return super().execute(with_question_marks(query), params)

    def executemany(self, query: str, param_list: Any) -> remote.Cursor:
        peek, param_list = tee(iter(param_list))
        first = next(peek, None)
        names = list(first) if hasattr(first, "keys") else None
        return super().executemany(self.convert_query(query, param_names=names), param_list)


class DatabaseFeatures(features.DatabaseFeatures):
    """What Django would otherwise ask the database for, and so be counted against the learner."""

    supports_json_field = True


class DatabaseOperations(operations.DatabaseOperations):
    """Quoting for `connection.queries` without a statement of its own."""

    def _quote_params_for_last_executed_query(self, params: Any) -> Any:
        with sqlite3.connect(":memory:") as scratch:
            return tuple(scratch.execute("SELECT QUOTE(?)", (value,)).fetchone()[0] for value in params)


class DatabaseWrapper(base.DatabaseWrapper):
    """`ENGINE = "sandbox_app.backend"`."""

    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    transaction_mode = None

    def get_connection_params(self) -> dict[str, Any]:
        return {}

    def get_new_connection(self, _params: dict[str, Any]) -> remote.Connection:
        return remote.Connection()

    def create_cursor(self, name: str | None = None) -> Cursor:
        return Cursor(self.connection)

    def is_in_memory_db(self) -> bool:
        return True
