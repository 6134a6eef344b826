"""What an instructor sends to the dataset pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from course.datasets import SEED_DATASET, live_version
from course.datasets.uploads import ENDINGS, MOST_FILES, ending_of

WHOLE, ROWS, MODELS = "whole", "rows", "models"
STARTS = (
    (WHOLE, "the whole data"),
    (ROWS, "rows to add to the live version, or to change in it: a row with a known key replaces that row"),
    (MODELS, "models to replace in the live version: of a model in the files, rows that they leave out are deleted"),
)


class UploadForm(forms.Form):
    """Fixture files for a dataset. `upload_quota` and `upload_paths` as `bounded_upload` left them."""

    name = forms.SlugField(label="Dataset", max_length=60, initial=SEED_DATASET)
    note = forms.CharField(label="Note (optional)", max_length=200, required=False)
    start = forms.ChoiceField(label="The files are", initial=WHOLE, widget=forms.RadioSelect, choices=STARTS)

    def __init__(self, *args: Any, upload_quota: Any = None, upload_paths: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.too_much = bool(upload_quota and upload_quota.exceeded)
        self.paths = list(upload_paths)

    def clean_start(self) -> tuple[str, bool]:
        """The hash of the version that the files change, or ""; and whether they replace whole models of it."""
        start = self.cleaned_data["start"]
        if start == WHOLE:
            return "", False
        live = live_version(self.cleaned_data.get("name", ""))
        if live is None:
            raise ValidationError("No version of this dataset is live, so there is nothing to change.")
        return live.version, start == MODELS

    def clean(self) -> dict[str, Any]:
        if self.too_much:
            most = f"{settings.DATASET_UPLOAD_BYTES:,} bytes"
            raise ValidationError(f"The files are too large: together they may have at most {most}. Nothing was kept.")
        problems = [*map(path_problem, self.paths), *file_problems(self.files_sent)]
        if problems:
            raise ValidationError(problems)
        return {**self.cleaned_data, "files": self.files_sent}

    @property
    def files_sent(self) -> list[Any]:
        return list(self.files.getlist("files")) if hasattr(self.files, "getlist") else []


def path_problem(name: str) -> str:
    shown = Truncator(name).chars(80)
    return f"“{shown}” is a path, not a file name: send files whose names have no slashes."


def file_problems(files: list[Any]) -> list[str]:
    if not files:
        return ["Choose at least one fixture file."]
    if len(files) > MOST_FILES:
        return [f"Send at most {MOST_FILES} files at once."]
    unknown = [file.name for file in files if not ending_of(file.name)]
    readable = ", ".join(ENDINGS)
    return [f"“{Truncator(name).chars(80)}” is no fixture file: its name must end in one of {readable}."
            for name in unknown]


class OverrideForm(forms.Form):
    """Why a version shall go live in spite of what it breaks."""

    reason = forms.CharField(
        label="Why it shall go live all the same", max_length=300,
        error_messages={"required": "Say why: it is kept in the audit log."},
    )
