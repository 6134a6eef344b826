"""How fixture files reach us: bounded while they arrive, their names seen as they were sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload, load_handler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]
# Much more than may be sent is not even read to its end, so its sender sees the connection break.
READ_TO_THE_END = 16


class Quota(FileUploadHandler):
    """Stops an upload as soon as its files hold more than `DATASET_UPLOAD_BYTES` together."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.received = 0
        self.exceeded = False

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any, **more: Any) -> None:  # noqa: N803
        if content_length > READ_TO_THE_END * settings.DATASET_UPLOAD_BYTES:
            self.exceeded = True
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.DATASET_UPLOAD_BYTES:
            self.exceeded = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class NameWatch(MultiPartParser):
    """Notes the names that Django would quietly cut down to their last part."""

    def __init__(self, *args: Any, paths: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.paths = paths

    def sanitize_file_name(self, file_name: str) -> str | None:
        if is_path(file_name):
            self.paths.append(file_name)
        return super().sanitize_file_name(file_name)


def is_path(name: str) -> bool:
    return bool(re.search(r"[/\\\0]", name)) or name.startswith("..")


def bounded_upload(view: View) -> View:
    """Hand the view a request whose files are bounded; `request.upload_quota` and `.upload_paths` tell what happened.

    It must stand outside the CSRF check, which reads the form.
    """

    @wraps(view)
    def bounded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            request.upload_quota, request.upload_paths = Quota(request), []
            handlers = [load_handler(name, request) for name in settings.FILE_UPLOAD_HANDLERS]
            request.upload_handlers = [request.upload_quota, *handlers]
            request.parse_file_upload = partial(parse_upload, request)
        return view(request, *args, **kwargs)

    return bounded


def parse_upload(request: Any, META: Any, post_data: Any) -> Any:  # noqa: N803
    """In place of HttpRequest.parse_file_upload, which names its parser itself."""
    return NameWatch(META, post_data, request.upload_handlers, request.encoding, paths=request.upload_paths).parse()
