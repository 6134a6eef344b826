"""Processes killed while data is loaded, verified, made live: the live version stands, the site serves, work resumes.

And learners who answer while a version is made live: no run fails, and none mixes two versions.
"""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.conf import settings

from tests.studio_site import EXERCISE_ID, NAIVE, StudioSite, more_posts, studio_site
from tests.waiting import wait_for

LEARNERS = 20
RESULTS = "SELECT results FROM course_datasetversion ORDER BY id DESC LIMIT 1"


@pytest.fixture(scope="module")
def site(tmp_path_factory, sandbox):
    with studio_site(tmp_path_factory.mktemp("studio"), exercises=3, dead_after=5) as running:
        yield running


def fixture(posts: int) -> dict[str, bytes]:
    library = (settings.FIXTURES_DIR / "library.json").read_bytes()
    return {"blog.json": json.dumps(more_posts(posts)).encode(), "library.json": library}


def newest(site: StudioSite) -> tuple[int, str, str, str]:
    """The number, state, worker and hash of the newest version or upload."""
    columns = "id, state, worker, version"
    return site.rows(f"SELECT {columns} FROM course_datasetversion ORDER BY id DESC LIMIT 1")[0]


def upload(site: StudioSite, posts: int) -> int:
    status, page = site.visitor(site.ann).upload(fixture(posts))
    assert status == 200, page
    return newest(site)[0]


def killed_when(site: StudioSite, at: str) -> None:
    """Kill the worker as soon as it is in that state, and in it at work."""
    def its_pid() -> int:
        _, state, worker, _ = newest(site)
        begun = at != "verifying" or site.rows(RESULTS)[0][0] != "[]"
        return int(worker.split(":")[-2]) if state == at and worker and begun else 0

    os.kill(wait_for(its_pid, 60), signal.SIGKILL)


def naive_count(site: StudioSite) -> int:
    status, run = site.visitor().post_json("/api/runs", {"code": NAIVE, "dataset": "town-library"})
    assert status == 200, run
    return int(run["query_count"])


def interrupted(site: StudioSite, pk: int) -> str:
    """The version's page once it says so."""
    ann = site.visitor(site.ann)

    def says_so() -> str:
        page = ann.get(f"/teach/datasets/{pk}/")[1]
        return page if "The process that worked on this version has ended" in page else ""

    return wait_for(says_so, 60)


def verified(site: StudioSite) -> str:
    """The hash of the newest version once it has been verified."""
    return wait_for(lambda: newest(site)[3] if newest(site)[1] == "verified" else "", 90)


def images(site: StudioSite) -> set[str]:
    return {path.name for path in (site.folder / "images").iterdir() if not path.name.startswith(".")}


def test_killed_while_loading_it_is_marked_and_can_be_resumed(site):
    before, stored = site.live(), images(site)
    pk = upload(site, 120)
    killed_when(site, "checking")
    assert (site.live(), naive_count(site), images(site)) == (before, 101, stored)
    interrupted(site, pk)
    site.visitor(site.ann).post(f"/teach/datasets/{pk}/verify/")
    assert verified(site) not in stored
    assert (site.live(), naive_count(site)) == (before, 101)


def test_killed_while_verifying_it_is_marked_and_can_be_removed(site):
    before, stored = site.live(), images(site)
    pk = upload(site, 130)
    killed_when(site, "verifying")
    assert (site.live(), naive_count(site)) == (before, 101)
    page = interrupted(site, pk)
    assert "Resume" in page
    site.visitor(site.ann).post(f"/teach/datasets/{pk}/remove/")
    assert newest(site)[0] < pk
    assert (site.live(), images(site)) == (before, stored)


def make_live(site: StudioSite, version: str) -> None:
    site.manage("activate_dataset", "town-library", version, "--override", "More posts")


def went_live_once(site: StudioSite) -> str:
    """A version of 150 posts that was live for a while, of this test or of one before it."""
    known = site.rows("SELECT version FROM course_datasetversion WHERE activated_at IS NOT NULL AND NOT live")
    if known:
        return str(known[0][0])
    small = site.live()
    upload(site, 150)
    version = verified(site)
    make_live(site, version)
    make_live(site, small)
    return version


KILLED_BETWEEN = """
import os, signal, sys
from django.db import connection
from course import activation, datasets
sent = []
def kill_at_the_second_update(execute, sql, params, many, context):
    sent.append(sql.startswith("UPDATE"))
    if sum(sent) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
with connection.execute_wrapper(kill_at_the_second_update):
    found = datasets.find_version("town-library", {version!r})
    activation.activate(found, by="a test", reason="More posts")
"""


def test_killed_between_taking_one_version_off_and_putting_the_other_on_nothing_has_changed(site):
    before = site.live()
    upload(site, 150)
    version = verified(site)
    assert site.python(KILLED_BETWEEN.format(version=version)).returncode == -signal.SIGKILL
    assert (site.live(), naive_count(site), newest(site)[1]) == (before, 101, "verified")
    make_live(site, version)
    assert (site.live(), naive_count(site)) == (version, 151)
    make_live(site, before)
    assert (site.live(), naive_count(site)) == (before, 101)


def test_a_load_killed_on_the_command_line_is_marked_and_can_be_resumed(site):
    before = site.live()
    for name, content in fixture(140).items():
        (site.folder / name).write_bytes(content)
    files = [str(site.folder / name) for name in ("blog.json", "library.json")]
    loading = site.start("manage.py", "load_dataset", "town-library", *files, "--activate", "--override", "More posts")
    wait_for(lambda: newest(site)[1] == "verifying" and site.rows(RESULTS)[0][0] != "[]", 60)
    assert "Verifying" in site.visitor(site.ann).get(f"/teach/datasets/{newest(site)[0]}/")[1]
    loading.kill()
    loading.wait(30)
    assert (site.live(), naive_count(site)) == (before, 101)
    pk = newest(site)[0]
    assert "Resume" in interrupted(site, pk)
    site.visitor(site.ann).post(f"/teach/datasets/{pk}/verify/")
    assert verified(site) == newest(site)[3]
    site.visitor(site.ann).post(f"/teach/datasets/{pk}/remove/")
    assert (site.live(), naive_count(site)) == (before, 101)


def test_twenty_learners_answer_while_versions_change_and_none_mixes_them(site):
    small, large = site.live(), went_live_once(site)
    code = f"def solve():\n    return {NAIVE}\n"

    def answer(learner) -> tuple[str, int, str]:
        status, check = learner.post_json(f"/api/exercises/{EXERCISE_ID}/attempts", {"code": code})
        assert status == 200, check
        assert next(one["name"] for one in check["checks"] if not one["passed"]) == "max_queries", check
        return check["run"]["dataset_version"], check["query_count"], check["verdict"]

    def switch() -> int:
        """Back and forth for as long as anybody answers; how often."""
        ann = site.visitor(site.ann)
        pks = dict(site.rows("SELECT version, id FROM course_datasetversion"))
        times = 0
        while not answered.wait(0.2):
            ann.post(f"/teach/datasets/{pks[(large, small)[times % 2]]}/activate/")
            times += 1
        return times

    learners, answered = [site.visitor() for _ in range(LEARNERS)], Event()
    with ThreadPoolExecutor(LEARNERS + 1) as threads:
        switching = threads.submit(switch)
        found = Counter(threads.map(answer, learners * 2))
        answered.set()
        assert switching.result() >= 2
    assert set(found) == {(small, 101, "slow"), (large, 151, "slow")}  # both were answered on
    assert found.total() == LEARNERS * 2
    assert site.live() in (small, large)
    stored = site.rows("SELECT dataset_version, query_count, COUNT(*) FROM course_attempt GROUP BY 1, 2")
    assert Counter({(version, count, "slow"): number for version, count, number in stored}) == found
