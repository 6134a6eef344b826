"""`check_course`: what it proves in the real jail, what it prints, and how it ends."""

import json
import re
import shutil
from io import StringIO

import pytest
from django.core.management import call_command

from course.sandbox import pool
from course.sandbox.errors import SandboxUnavailable
from tests.lesson_tree import LessonTree, write_lessons

LESSON = "10-n-plus-one/lesson.md"
YAML = "10-n-plus-one/posts-with-authors/exercise.yaml"


@pytest.fixture(autouse=True)
def no_labs(tmp_path, settings):
    settings.LABS_DIR = tmp_path / "labs"


@pytest.fixture
def tree(tmp_path, settings):
    settings.LESSONS_DIR = tmp_path
    return write_lessons(tmp_path)


@pytest.fixture
def prose_only(tmp_path, settings):
    """A tree whose lessons run nothing, so that no jail is needed."""
    settings.LESSONS_DIR = tmp_path
    tree = LessonTree(tmp_path)
    tree.write("10-one/lesson.md", "---\ntitle: One\n---\n## Here\n")
    tree.write("20-two/lesson.md", "---\ntitle: Two\n---\nProse.\n")
    return tree


def check(*arguments):
    """Exit status, standard output, standard error."""
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_course", *arguments, stdout=out, stderr=err)
    return ended.value.code, out.getvalue(), err.getvalue()


def test_a_course_that_holds_ends_with_0(tree, sandbox, live_dataset):
    code, out, err = check()
    assert (code, out) == (0, "")
    progress, covered, closing = err.splitlines()
    assert progress == "1/1 n-plus-one: 2 items"
    assert covered == "1 lesson: 1 exercise, 1 prediction, 0 quizzes, 0 myths, 0 samples; 0 links inside the site"
    assert re.fullmatch(r"1 lesson checked in \d+ seconds?: everything holds\.", closing)


def test_what_does_not_hold_when_run_is_told_with_file_line_and_remedy(tree, sandbox, live_dataset):
    tree.replace(LESSON, "answer: 101", "answer: 100")
    tree.replace(YAML, "check: max_queries", "check: same_result")
    code, out, _err = check()
    assert code == 1
    first, second = out.splitlines()
    assert first == (
        f"{tree.root}/{LESSON}:13: the code sends 101 queries, `answer` says 100, change `answer` or the code"
    )
    assert second.startswith(f"{tree.root}/{YAML}:13: ")


def test_json_is_one_object_and_nothing_else(prose_only):
    prose_only.write("20-two/lesson.md", "---\ntitle: Two\nminutes: 0\n---\n")
    code, out, _err = check("--json")
    report = json.loads(out)
    assert code == 1
    assert report == {
        "ok": False,
        "problems": [{
            "file": f"{prose_only.root}/20-two/lesson.md", "line": 3, "problem": "`minutes` is 0",
            "remedy": "it should be greater than or equal to 1",
        }],
        "lessons": 1,
        "items": {"exercise": 0, "predict": 0, "quiz": 0, "myth": 0, "run": 0},
        "not_run": [],
        "facts": {"taught": 0, "known": 0, "missing": []},
        "links": 0,
    }


def test_facts_taught_are_counted(prose_only):
    prose_only.write("course.yaml", "title: T\nfacts: {000: 3}\n")
    prose_only.write("20-two/lesson.md", "---\ntitle: Two\nfacts: [000-02]\n---\n")
    assert json.loads(check("--json")[1])["facts"] == {"taught": 1, "known": 3, "missing": ["000-01", "000-03"]}
    assert "\nfacts taught: 1 of 3\nnot taught anywhere: 000-01, 000-03\n" in check()[2]
    assert "\nfacts taught: 0 of 3\n1 lesson checked" in check("--lesson", "one")[2]


def test_links_into_the_site_are_followed_and_counted(prose_only, sandbox, live_dataset):
    prose_only.write("20-two/lesson.md", (
        "---\ntitle: Two\n---\n[a](lesson:one#here) [b](/glossary/)\n\n[c](/no-such-page/)\n[d](lesson:one#gone)\n"
        "[e](https://www.djangoproject.com)\n\n```myth m\nclaim: C.\nbecause: See [f](lesson:gone).\n```\n"
    ))
    code, out, _err = check()
    assert (code, [line.partition("lesson.md:")[2] for line in out.splitlines()]) == (1, [
        "6: the site has no page `/no-such-page/`, link to one that is there",
        "7: no heading or item has the anchor `#gone`, link to one that is there",
        "12: there is no lesson `gone`, link to the slug of a lesson that is there",
    ])
    assert json.loads(check("--json")[1])["links"] == 4


def test_one_lesson_alone_is_checked_by_slug_or_folder(prose_only):
    prose_only.write("20-two/lesson.md", "---\ntitle: Two\n---\n[x](#gone)\n")
    for name in ("one", "10-one"):
        assert check("--lesson", name)[:2] == (0, "")
    for name in ("two", "20-two"):
        code, out, _err = check("--lesson", name)
        assert (code, out) == (1, (
            f"{prose_only.root}/20-two/lesson.md:4: no heading or item has the anchor `#gone`, "
            "link to one that is there\n"
        ))


def test_labs_are_proved_with_the_whole_course_only(prose_only, settings, sandbox, live_dataset):
    shutil.copytree(settings.BASE_DIR / "labs", settings.LABS_DIR)
    code, out, err = check()
    assert (code, out) == (0, "")
    assert "lab posts\nlab loans\nlab dashboard\n" in err
    file = settings.LABS_DIR / "loans" / "solution_view.py"
    file.write_text(file.read_text().replace('"member", "book"', '"member"'))
    code, out, _err = check()
    assert (code, out.count("\n")) == (1, 2)
    assert f"{settings.LABS_DIR}/loans/lab.yaml:7: the solution fails max_queries on base: 161 queries" in out
    assert check("--lesson", "one")[0] == 0


def test_a_lesson_that_cannot_be_read_is_still_known(prose_only):
    prose_only.write("20-two/lesson.md", "no front matter")
    assert check("--lesson", "two")[0] == 1


def test_an_unknown_lesson_is_misuse(prose_only):
    assert check("--lesson", "three") == (2, "", "There is no lesson three. There are: one, two.\n")


def test_without_a_jail_it_ends_with_3_and_says_why_in_one_line(tree, live_dataset, monkeypatch):
    def refuse(_request):
        raise SandboxUnavailable("no jail here: install bubblewrap")

    monkeypatch.setattr(pool, "run", refuse)
    code, out, err = check("--json")
    assert (code, out, err.splitlines()[-1]) == (3, "", "no jail here: install bubblewrap")


@pytest.mark.django_db
def test_a_dataset_that_is_not_loaded_is_a_problem_of_the_lesson(tree):
    code, out, _err = check()
    assert code == 1
    assert out.startswith(f"{tree.root}/{LESSON}:4: nothing could be run: ")


def test_files_of_the_checkout_are_named_from_its_root(prose_only, settings):
    settings.BASE_DIR = prose_only.root
    prose_only.write("20-two/lesson.md", "no front matter")
    assert check()[1].startswith("20-two/lesson.md:1: the front matter is missing, ")
