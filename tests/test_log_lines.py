"""What is logged, as it stands on standard error of a process with the settings of a deployed site."""

from __future__ import annotations

import json

from tests.test_settings import KEY, start

SCRIPT = """
import django, sys; django.setup()
from django.conf import settings
# The error page needs its style sheets' names, which only collectstatic would give.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.http import HttpResponse
from django.test import RequestFactory
from django_structlog.middlewares import RequestMiddleware
from django.core.handlers.exception import convert_exception_to_response
from django.contrib.auth.models import AnonymousUser

def view(request):
    password, code = request.POST["password"], request.POST["code"]
    if request.path == "/broken/":
        raise ValueError("the view failed")
    return HttpResponse("fine", status=201)

request = RequestFactory().post(sys.argv[1], {"password": "se-cret", "code": "Post.objects.all()"})
request.user = AnonymousUser()
sys.stderr.write("logged:" + chr(10))
RequestMiddleware(convert_exception_to_response(view))(request)
"""


def log_of(tmp_path, address: str) -> tuple[str, list[dict[str, object]]]:
    done = start(tmp_path, "-c", SCRIPT, address, SECRET_KEY=KEY)
    text = done.stderr.partition("logged:\n")[2]
    return text, [json.loads(line) for line in text.splitlines()]


def test_a_request_is_logged_as_json_without_its_body(tmp_path):
    text, lines = log_of(tmp_path, "/fine/")
    assert [line["event"] for line in lines] == ["request_started", "request_finished"]
    assert (lines[1]["code"], lines[1]["request"], lines[1]["level"]) == (201, "POST /fine/", "info")
    assert "se-cret" not in text
    assert "Post.objects" not in text


def test_a_fault_is_logged_once_with_its_traceback_and_without_local_variables(tmp_path):
    text, lines = log_of(tmp_path, "/broken/")
    faults = [line for line in lines if line["level"] == "error"]
    assert [line["event"] for line in faults] == ["request_failed"]
    assert str(faults[0]["exception"]).endswith("ValueError: the view failed")
    assert "se-cret" not in text
    assert "Post.objects" not in text
