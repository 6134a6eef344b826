"""`list_exercises`: what the course asks, as JSON and for people."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from tests.lesson_tree import write_lessons


@pytest.fixture
def tree(tmp_path, settings):
    settings.LESSONS_DIR = tmp_path
    return write_lessons(tmp_path)


def listed(*arguments):
    out, err = StringIO(), StringIO()
    call_command("list_exercises", *arguments, stdout=out, stderr=err)
    assert err.getvalue() == ""
    return out.getvalue()


def test_json_lists_each_item_with_its_lesson_kind_dataset_title_and_curriculum(tree):
    tree.add_to_lesson("\n```run sample\ncode: 1\n```\n\n```myth lazy\nclaim: QuerySets are lazy.\ntrue: true\n"
                       "because: They are.\ncurriculum: 2.1a\ndataset: other\n```\n")
    assert json.loads(listed("--json")) == [
        {"id": "loop-count", "lesson": "n-plus-one", "kind": "predict", "dataset": "town-library",
         "title": "How many queries will this run on 100 posts?", "curriculum": ""},
        {"id": "posts-with-authors", "lesson": "n-plus-one", "kind": "exercise", "dataset": "town-library",
         "title": "Posts with their authors", "curriculum": "", "style": "write"},
        {"id": "lazy", "lesson": "n-plus-one", "kind": "myth", "dataset": "other",
         "title": "QuerySets are lazy.", "curriculum": "2.1a"},
    ]


def test_people_get_aligned_lines(tree):
    assert listed() == (
        "predict   loop-count          n-plus-one  How many queries will this run on 100 posts?\n"
        "exercise  posts-with-authors  n-plus-one  Posts with their authors\n"
    )


def test_a_course_without_exercises_says_so(tree):
    tree.write("10-n-plus-one/lesson.md", "---\ntitle: T\n---\n")
    for file in (tree.root / "10-n-plus-one/posts-with-authors").iterdir():
        file.unlink()
    (tree.root / "10-n-plus-one/posts-with-authors").rmdir()
    assert listed() == "This course has no exercises yet.\n"
    assert json.loads(listed("--json")) == []


def test_mistakes_in_the_lessons_end_it_with_1_and_nothing_on_standard_output(tree):
    tree.replace("10-n-plus-one/lesson.md", "answer: 101", "answer: many")
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("list_exercises", "--json", stdout=out, stderr=err)
    assert (ended.value.code, out.getvalue()) == (1, "")
    assert f"{tree.root}/10-n-plus-one/lesson.md:13: `answer` is 'many'" in err.getvalue()
