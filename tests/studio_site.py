"""A site of its own in real processes, for tests that kill some of them: web server, sandbox daemon, workers."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.waiting import wait_for

NAIVE = "[post.author.name for post in Post.objects.all()]"
EXERCISE_ID = "authors-1"
LESSON = f"""---
title: Posts and authors
number: "1.1"
module: Loops
minutes: 5
dataset: town-library
goals: [Count.]
summary: Count.
---
```run naive-loop
code: |
  {NAIVE}
```

```predict how-many
ask: How many queries?
code: |
  {NAIVE}
answer: 101
because: One and one for each post.
```
"""
YAML = """title: Authors {number}
task: The author's name of each post.
budget: "1"
because: A join.
hints: [Join.]
wrong:
  wrong_naive.py:
    check: max_queries
    hint: One query for each post.
"""
SOLUTION = """def solve():
    return [post.author.name for post in Post.objects.select_related("author")]  # {number}
"""
WRONG = """def solve():
    return [post.author.name for post in Post.objects.all()]  # {number}
"""
AS_ANN = """
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from course.models import role
ann = get_user_model().objects.create_user("ann", password="quiet-library-7")
role.appoint(ann)
session = SessionStore()
session[SESSION_KEY], session[HASH_SESSION_KEY] = str(ann.pk), ann.get_session_auth_hash()
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session.create()
print(session.session_key)
"""


def write_lesson(root: Path, exercises: int) -> Path:
    """One lesson that states numbers of town-library's 100 posts, and some exercises that hold on any number."""
    folder = root / "11-posts-and-authors"
    folder.mkdir(parents=True)
    fences = "\n".join(f"```exercise authors-{number}\n```\n" for number in range(1, exercises + 1))
    (folder / "lesson.md").write_text(LESSON + "\n" + fences)
    for number in range(1, exercises + 1):
        place = folder / f"authors-{number}"
        place.mkdir()
        (place / "exercise.yaml").write_text(YAML.format(number=number))
        (place / "starter.py").write_text("def solve():\n    ...\n")
        (place / "solution.py").write_text(SOLUTION.format(number=number))
        (place / "wrong_naive.py").write_text(WRONG.format(number=number))
    return root


def more_posts(number: int) -> list[Any]:
    """The blog's fixture with posts added until there are `number`."""
    objects: list[Any] = json.loads((settings.FIXTURES_DIR / "blog.json").read_text())
    posts = [item for item in objects if item["model"] == "blog.post"]
    for key in range(len(posts) + 1, number + 1):
        like = posts[key % len(posts)]
        objects.append(like | {"pk": key, "fields": like["fields"] | {"title": f"A new post, number {key}"}})
    return objects


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class StudioSite:
    """A database, images, lessons and processes of its own. `ann` is the session of an instructor.

    dead_after: a worker silent for so many seconds is taken for dead; a busy one that lives may be for some.
    """

    folder: Path
    dead_after: int
    port: int = field(default_factory=free_port)
    ann: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "course.settings", "LOCAL_HTTP": "true", "VAR_DIR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.folder / 'site.sqlite3'}", "IMAGES_DIR": str(self.folder / "images"),
            "UPLOADS_DIR": str(self.folder / "uploads"), "LESSONS_DIR": str(self.folder / "lessons"),
            "LABS_DIR": str(self.folder / "labs"),
            "SANDBOX_SOCKET": str(self.folder / "sandbox.sock"), "PORT": str(self.port),
            "DATASET_DEAD_AFTER_SECONDS": str(self.dead_after), "SANDBOX_RUNS_PER_MINUTE": "100000", "SECRET_KEY": "k" * 60,
        }

    def manage(self, *arguments: str, check: bool = True) -> str:
        done = self.run("manage.py", *arguments)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str) -> subprocess.CompletedProcess[str]:
        return self.run("-c", f"import django\ndjango.setup()\n{code}")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True,
            timeout=180,
        )

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / "processes.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *arguments], cwd=settings.BASE_DIR, env=self.environment, stdout=log, stderr=log
            )

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """What stands in the site's database, read past the site."""
        with closing(sqlite3.connect(self.folder / "site.sqlite3", timeout=20)) as database:
            return database.execute(sql, parameters).fetchall()

    def live(self) -> str:
        ((version,),) = self.rows("SELECT version FROM course_datasetversion WHERE live AND name = 'town-library'")
        return str(version)

    def visitor(self, session: str = "") -> Visitor:
        return Visitor(self.url, session)


class Visitor:
    """A browser without scripts: cookies, the CSRF token, forms."""

    def __init__(self, url: str, session: str) -> None:
        self.url, self.jar = url, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        if session:
            self.opener.addheaders.append(("Cookie", f"sessionid={session}"))
        self.session = session
        self.get("/accounts/login/" if not session else "/teach/datasets/")

    def get(self, path: str) -> tuple[int, str]:
        return self.send(urllib.request.Request(self.url + path))

    def send(self, request: urllib.request.Request) -> tuple[int, str]:
        if self.session:
            token = f"; csrftoken={self.token}" if self.token else ""
            request.add_header("Cookie", f"sessionid={self.session}{token}")
        try:
            with self.opener.open(request, timeout=120) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    @property
    def token(self) -> str:
        return next((str(cookie.value) for cookie in self.jar if cookie.name == "csrftoken"), "")

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        body = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": self.token}).encode()
        return self.send(urllib.request.Request(self.url + path, body))

    def post_json(self, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        headers = {"X-CSRFToken": self.token, "Content-Type": "application/json"}
        status, text = self.send(urllib.request.Request(self.url + path, json.dumps(body).encode(), headers))
        return status, json.loads(text)

    def upload(self, files: dict[str, bytes], **fields: str) -> tuple[int, str]:
        fields = {"name": "town-library", "start": "whole", "note": ""} | fields | {"csrfmiddlewaretoken": self.token}
        head = "--X\r\nContent-Disposition: form-data; name="
        parts = [f'{head}"{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
        parts += [f'{head}"files"; filename="{name}"\r\n\r\n'.encode() + body + b"\r\n" for name, body in files.items()]
        headers = {"Content-Type": "multipart/form-data; boundary=X"}
        return self.send(urllib.request.Request(f"{self.url}/teach/datasets/", b"".join(parts) + b"--X--\r\n", headers))


@contextmanager
def studio_site(folder: Path, exercises: int, dead_after: int) -> Iterator[StudioSite]:
    """The site with town-library live and an instructor, Ann."""
    write_lesson(folder / "lessons", exercises)
    site = StudioSite(folder, dead_after)
    site.manage("migrate", "--skip-checks", "-v0")
    site.manage("seed")
    site.ann = site.python(AS_ANN).stdout.strip()
    processes = [site.start("manage.py", "sandbox_daemon"), site.start("-m", "gunicorn")]
    try:
        wait_for(lambda: answers(site.url), 180)
        yield site
    finally:
        for process in reversed(processes):
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(30)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=30) as response:
            return bool(response.status == 200)
    except OSError:
        return False
