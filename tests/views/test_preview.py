"""The preview's two addresses: for an author's own machine, and for nobody else."""

from __future__ import annotations

import pytest

from tests.lesson_tree import write_lessons

ADDRESS = "/lessons/n-plus-one/preview/"


@pytest.fixture
def tree(tmp_path, settings):
    settings.LESSONS_DIR = tmp_path
    settings.DEBUG = True
    return write_lessons(tmp_path)


def state(client):
    return client.get(f"{ADDRESS}state/").json()["stamp"]


@pytest.mark.parametrize("what", ["state", "checks"])
def test_there_is_no_preview_on_a_deployed_site_or_for_another_machine(client, db, tree, settings, what):
    assert client.get(f"{ADDRESS}{what}/", REMOTE_ADDR="192.0.2.7").status_code == 404
    settings.DEBUG = False
    assert client.get(f"{ADDRESS}{what}/").status_code == 404
    assert "data-preview" not in client.get("/lessons/n-plus-one/").content.decode()


def test_the_state_changes_with_each_file_of_the_lesson_and_of_the_course(client, db, tree):
    states = [state(client), state(client)]
    for path in ("10-n-plus-one/lesson.md", "10-n-plus-one/posts-with-authors/starter.py", "course.yaml"):
        tree.write(path, "---\ntitle: T\n---\n" if path.endswith("md") else "title: T\n")
        states.append(state(client))
    assert len(set(states)) == 4
    assert client.get("/lessons/no-such-lesson/preview/state/").status_code == 404


@pytest.mark.usefixtures("runs_are_live")
def test_the_checks_name_file_and_line(client, tree):
    assert client.get(f"{ADDRESS}checks/").json()["problems"] == []
    tree.replace("10-n-plus-one/lesson.md", "answer: 101", "answer: 100")
    assert client.get(f"{ADDRESS}checks/").json()["problems"] == [{
        "place": "lesson.md:13", "problem": "the code sends 101 queries, `answer` says 100",
        "remedy": "change `answer` or the code",
    }]
    tree.write("10-n-plus-one/lesson.md", "no front matter")  # it has no page now, and still a preview
    assert client.get(f"{ADDRESS}checks/").json()["problems"][0]["place"] == "lesson.md:1"


def test_a_lesson_without_its_data_is_said_to_be_unchecked(client, db, tree):
    assert client.get(f"{ADDRESS}checks/").json()["unchecked"].startswith("No version of the dataset “town-library” is live")
