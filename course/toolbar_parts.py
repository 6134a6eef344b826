"""django-debug-toolbar where it only shows a learner's run: its panel, templates and styles, and nothing that watches.

Its own AppConfig makes every panel ready, checks for its middleware, and brings a table; none of that belongs on a
deployed site. With `DEBUG` the whole toolbar is installed instead of this.
"""

from __future__ import annotations

from django.apps import AppConfig, apps


class ToolbarParts(AppConfig):
    name = "debug_toolbar"

    def import_models(self) -> None:
        """Only what a panel imports by itself: the toolbar's history of requests is not kept here."""
        self.models = apps.all_models[self.label]
