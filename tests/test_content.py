"""The loader: a tree of lessons becomes values, or a list of mistakes with file, line and remedy."""

from pathlib import Path

import pytest
from django.conf import settings

from course import content
from course.content import ContentErrors, course, load_course
from course.domain.exercise import AnswerFile
from tests.lesson_tree import NAIVE, SOLUTION, write_lessons

LESSON = "10-n-plus-one/lesson.md"
FOLDER = "10-n-plus-one/posts-with-authors"
YAML = f"{FOLDER}/exercise.yaml"
QUIZ = """\

```quiz where
ask: Where?
choices:
  - text: here
    right: true
    because: Yes.
  - text: there
    because: No.
```
"""
STRICT = """\
title: One Query
strict: true
modules:
  - title: The N+1 problem
    promise: See it.
facts:
  000: 3
"""


@pytest.fixture
def tree(tmp_path):
    return write_lessons(tmp_path)


def problems(tree):
    """(file inside the tree, line, problem, remedy) of each mistake."""
    with pytest.raises(ContentErrors) as error:
        load_course(tree.root)
    return [(p.file.removeprefix(f"{tree.root}/"), p.line, p.problem, p.remedy) for p in error.value.problems]


def places(tree):
    return [(file, line, problem) for file, line, problem, _remedy in problems(tree)]


def test_the_shortest_tree_becomes_a_course(tree):
    (lesson,) = load_course(tree.root).lessons
    assert (lesson.slug, lesson.folder, lesson.front.number) == ("n-plus-one", "10-n-plus-one", "10")
    assert [(item.kind, item.id, item.lesson, item.dataset) for item in lesson.items] == [
        ("predict", "loop-count", "n-plus-one", "town-library"),
        ("exercise", "posts-with-authors", "n-plus-one", "town-library"),
    ]
    (exercise,) = lesson.exercises
    assert (exercise.starter, exercise.solution) == (NAIVE, SOLUTION)
    assert exercise.wrong_answers == (AnswerFile(name="wrong_naive.py", code=NAIVE),)
    assert exercise.wrong["wrong_naive.py"].check == "max_queries"


def test_items_know_their_files_and_lines(tree):
    prediction, exercise = load_course(tree.root).lessons[0].items
    assert (prediction.path, prediction.line) == (str(tree.root / LESSON), 8)
    assert (prediction.line_of("answer"), prediction.line_of("because")) == (13, 14)
    assert exercise.path == str(tree.root / YAML)
    assert exercise.line_of("wrong", "wrong_naive.py", "hint") == 14


def test_lessons_stand_in_the_order_of_their_numbers(tree):
    for folder in ("9-before", "100-after"):
        tree.write(f"{folder}/lesson.md", "---\ntitle: T\n---\nProse.\n")
    assert [lesson.slug for lesson in load_course(tree.root).lessons] == ["before", "n-plus-one", "after"]


def test_an_items_own_dataset_goes_before_the_lessons(tree):
    tree.replace(YAML, "dataset: town-library", "dataset: other")
    tree.replace(LESSON, "answer: 101", "answer: 101\ndataset: third")
    assert [item.dataset for item in load_course(tree.root).lessons[0].items] == ["third", "other"]


def test_right_answers_beside_the_solution_are_read(tree):
    tree.write(f"{FOLDER}/also_values.py", "1\n")
    assert load_course(tree.root).lessons[0].exercises[0].also == (AnswerFile(name="also_values.py", code="1\n"),)


def test_modules_are_those_the_lessons_name(tree):
    tree.replace(LESSON, "minutes: 12", "minutes: 12\nmodule: Loops")
    course = load_course(tree.root)
    assert [(module.number, module.title) for module in course.modules] == [(1, "Loops")]
    assert course.lessons_of(course.modules[0]) == course.lessons


def test_fences_of_other_kinds_are_ordinary_code(tree):
    tree.add_to_lesson("\n```riddle one\nnot: [yaml\n```\n\n````markdown\n```predict inner\n```\n````\n")
    assert len(load_course(tree.root).lessons[0].items) == 2


def test_numbers_words_and_dates_stay_what_the_author_wrote(tree):
    tree.replace(LESSON, "minutes: 12", "minutes: 12\nnumber: 5.1\ngoals: [no, 2026-06-30, 012]")
    assert load_course(tree.root).lessons[0].front.goals == ("no", "2026-06-30", "012")
    assert load_course(tree.root).lessons[0].front.number == "5.1"


def test_a_myth_may_be_true(tree):
    tree.add_to_lesson("\n```myth lazy\nclaim: QuerySets are lazy.\ntrue: true\nbecause: They are.\n```\n")
    assert load_course(tree.root).lessons[0].myths[0].true is True


# One mistake at a time: where it is, what it is. Each entry: change, then file, line, problem.
def broken(change, *expected):
    return pytest.param(change, list(expected), id=expected[0][2])


@pytest.mark.parametrize(("change", "expected"), [
    broken(lambda t: t.write(LESSON, "Prose."), (LESSON, 1, "the front matter is missing")),
    broken(lambda t: t.write(LESSON, "---\ntitle: T\n"), (LESSON, 1, "the front matter never ends")),
    broken(lambda t: t.replace(LESSON, "title: The", "titel: The"),
           (LESSON, 1, "`title` is missing"), (LESSON, 2, "unknown field `titel`")),
    broken(lambda t: t.replace(LESSON, "minutes: 12", "minutes: soon"), (LESSON, 3, "`minutes` is 'soon'")),
    broken(lambda t: t.replace(LESSON, "minutes: 12", "minutes: [1"),
           (LESSON, 4, "this is not YAML (did not find expected ',' or ']')")),
    broken(lambda t: t.replace(LESSON, "minutes: 12", "prerequisites: [nowhere]"),
           (LESSON, 3, "the prerequisite `nowhere` is no lesson")),
    broken(lambda t: t.replace(LESSON, "answer: 101", "answer: many"), (LESSON, 13, "`answer` is 'many'")),
    broken(lambda t: t.replace(LESSON, "answer: 101", "answer: 101\nwrong: {101: No.}"),
           (LESSON, 8, "`wrong` lists 101, which is the right answer")),
    broken(lambda t: t.replace(LESSON, "answer: 101", "answer: 101\nformula: 1 + D"),
           (LESSON, 14, "`formula`: `D` is not a number, `N`, `+` or `*`")),
    broken(lambda t: t.replace(LESSON, "answer: 101", "answer: 101\nid: mine"),
           (LESSON, 14, "`id` is not for authors to give")),
    broken(lambda t: t.replace(LESSON, "answer: 101\n", ""), (LESSON, 8, "`answer` is missing")),
    broken(lambda t: t.replace(LESSON, "answer: 101", "answer: 101\nanswer: 102"),
           (LESSON, 14, "`answer` is given twice")),
    broken(lambda t: t.replace(LESSON, "answer: 101", "answer: !!python/name:os.system 1"),
           (LESSON, 13, "the tag `tag:yaml.org,2002:python/name:os.system` is not allowed")),
    broken(lambda t: t.replace(LESSON, "answer: 101", "wrong: &a [*a]"), (LESSON, 13, "a YAML alias stands here")),
    broken(lambda t: t.replace(LESSON, "predict loop-count", "predict"), (LESSON, 8, "`predict` names no id")),
    broken(lambda t: t.replace(LESSON, "predict loop-count", "predict Loop"), (LESSON, 8, "`Loop` is no id")),
    broken(lambda t: t.replace(LESSON, "```predict", "  ```predict"),
           (LESSON, 8, "the predict `loop-count` is indented")),
    broken(lambda t: t.add_to_lesson("```run last\ncode: 1\n"), (LESSON, 19, "the run `last` never ends")),
    broken(lambda t: t.add_to_lesson(QUIZ.replace("right: true", "right: false")),
           (LESSON, 20, "0 choices are marked `right: true`; a quiz has exactly one")),
    broken(lambda t: t.add_to_lesson(QUIZ.replace("because: No", "becuase: No")),
           (LESSON, 27, "unknown field `choices.1.becuase`")),
    broken(lambda t: t.add_to_lesson("\n```exercise other\n```\n"),
           (LESSON, 20, "there is no folder `other` for this exercise")),
    broken(lambda t: t.replace(LESSON, "authors\n```", "authors\ntitle: T\n```"),
           (LESSON, 18, "an exercise fence has no body")),
    broken(lambda t: t.write("10-n-plus-one/left-over/exercise.yaml", "title: T"),
           ("10-n-plus-one/left-over/exercise.yaml", 1, "no fence names this exercise")),
    broken(lambda t: t.replace(YAML, "budget: 1", "budgt: 1"), (YAML, 6, "unknown field `budgt`")),
    broken(lambda t: t.replace(YAML, "budget: 1", "budget: one"),
           (YAML, 6, "`budget`: `one` is not a number, `N`, `+` or `*`")),
    broken(lambda t: t.replace(YAML, "growth: constant", "growth: slow"), (YAML, 7, "`growth` is 'slow'")),
    broken(lambda t: t.replace(YAML, "check: max_queries", "check: max_query"),
           (YAML, 13, "`wrong.wrong_naive.py.check` is 'max_query'")),
    broken(lambda t: t.replace(YAML, "  wrong_naive.py:", "  wrong_other.py:"),
           (YAML, 12, "`wrong` names a missing wrong_other.py"),
           (f"{FOLDER}/wrong_naive.py", 1, "`wrong` in exercise.yaml does not name wrong_naive.py")),
    broken(lambda t: t.write(YAML, "- a list"), (YAML, 1, "this is not a list of `field: value` lines")),
    broken(lambda t: (t.root / YAML).unlink(), (YAML, 1, "there is no exercise.yaml")),
    broken(lambda t: (t.root / FOLDER / "solution.py").unlink(),
           (f"{FOLDER}/solution.py", 1, "there is no solution.py")),
    broken(lambda t: t.write(f"{FOLDER}/solution.py", "x = 1\nfor x in\n"),
           (f"{FOLDER}/solution.py", 2, "this is not Python (invalid syntax)")),
    broken(lambda t: t.write(f"{FOLDER}/answer.py", "1"), (f"{FOLDER}/answer.py", 1, "nothing reads answer.py")),
    broken(lambda t: (t.root / LESSON).write_bytes(b"---\ntitle: caf\xe9\n---\n"),
           (LESSON, 2, "this is not UTF-8 text")),
    broken(lambda t: t.add_to_lesson("\nSee [it](lesson:nowhere).\n"), (LESSON, 20, "there is no lesson `nowhere`")),
    broken(lambda t: t.add_to_lesson("\nSee [it](exercise:nothing).\n"),
           (LESSON, 20, "there is no exercise `nothing` to link to")),
    broken(lambda t: t.add_to_lesson("\nSee [it](../other.md).\n"), (LESSON, 20, "the link `../other.md` leads nowhere")),
    broken(lambda t: t.add_to_lesson("\n![A loop](diagram:loop)\n"),
           (LESSON, 20, "there is no loop.svg beside lesson.md")),
    broken(lambda t: t.add_to_lesson("\n![A loop](https://example.org/a.png)\n"),
           (LESSON, 20, "only a lesson's own diagrams can be shown")),
    broken(lambda t: t.replace(YAML, "Ask for", "See [x](lesson:gone). Ask for"), (YAML, 10, "there is no lesson `gone`")),
    broken(lambda t: t.write("10-n-plus-one/d.svg", "<svg>\n<script/></svg>"),
           ("10-n-plus-one/d.svg", 2, "<script> cannot stand in a diagram")),
    broken(lambda t: t.write("first/lesson.md", "---\ntitle: T\n---\n"),
           ("first", 1, "`first` is no name for a lesson")),
    broken(lambda t: (t.root / "20-empty").mkdir(), ("20-empty/lesson.md", 1, "there is no lesson.md")),
    broken(lambda t: t.write("10-again/lesson.md", "---\ntitle: T\nnumber: 3\n---\n"),
           (LESSON, 1, "the folder's number 10 is taken by 10-again/lesson.md")),
    broken(lambda t: t.write("05-other/lesson.md", "---\ntitle: T\nnumber: 10\n---\n"),
           (LESSON, 1, "`number` 10 is taken by 05-other/lesson.md")),
    broken(lambda t: t.write("05-other/lesson.md", "---\ntitle: T\n---\n```run loop-count\ncode: 1\n```\n"),
           (LESSON, 8, "the id loop-count is taken by 05-other/lesson.md")),
    broken(lambda t: t.write("course.yaml", "titel: T"), ("course.yaml", 1, "unknown field `titel`")),
])
def test_each_mistake_is_told_with_its_place(tree, change, expected):
    change(tree)
    assert places(tree) == expected


def test_all_mistakes_of_a_tree_come_together(tree):
    tree.replace(LESSON, "minutes: 12", "minutes: 0")
    tree.replace(LESSON, "answer: 101", "answer: -1")
    tree.replace(YAML, "budget: 1", "budget:")
    tree.write(f"{FOLDER}/wrong_naive.py", "def")
    assert [(file, line) for file, line, _ in places(tree)] == [
        (LESSON, 3), (LESSON, 13), (YAML, 6), (f"{FOLDER}/wrong_naive.py", 1),
    ]


def test_a_mistake_says_what_to_do(tree):
    tree.replace(YAML, "budget: 1", "budgt: 1")
    tree.replace(LESSON, "answer: 101", "answer: many")
    assert [remedy for _, _, _, remedy in problems(tree)] == [
        "it should be a valid integer, unable to parse string as an integer", "did you mean `budget`?",
    ]


def test_the_errors_name_file_line_problem_and_remedy(tree):
    tree.replace(YAML, "budget: 1", "budgt: 1")
    with pytest.raises(ContentErrors) as raised:
        load_course(tree.root)
    (error,) = raised.value.errors
    assert str(error) == f"{tree.root / YAML}:6: unknown field `budgt`, did you mean `budget`?"
    assert (error.file, error.line) == (str(tree.root / YAML), 6)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ContentErrors, match="there is no such folder of lessons"):
        load_course(tmp_path / "gone")


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(ContentErrors, match="there is no lesson here"):
        load_course(tmp_path)


def test_a_strict_course_asks_for_everything(tree):
    tree.write("course.yaml", STRICT)
    tree.write(f"{FOLDER}/starter.py", "\n")
    tree.replace(LESSON, "minutes: 12", "minutes: 12\nmodule: Loops\nfacts: [000-03, 000-04, 1-1]")
    tree.replace(LESSON, "answer: 101", "answer: 101\nwrong: {1+D: No.}\ncurriculum: 5.1a")
    tree.replace(YAML, "title: Posts", "curriculum: 5.1a\ntitle: Posts")
    tree.add_to_lesson(QUIZ.replace("    because: No.\n", "") + "\n```myth m\nclaim: C.\nbecause: B.\n```\n")
    assert places(tree) == [
        (LESSON, 1, "the front matter has no `goals`"),
        (LESSON, 1, "the front matter has no `number`"),
        (LESSON, 1, "the front matter has no `summary`"),
        (LESSON, 4, "course.yaml has no module `Loops`"),
        (LESSON, 5, "`1-1` is no fact id"),
        (LESSON, 5, "there is no fact 000-04"),
        (LESSON, 16, "`1+D` is no number of queries"),
        (LESSON, 24, "`where` has no `curriculum`"),
        (LESSON, 30, "this choice has no `because`"),
        (LESSON, 33, "`m` has no `curriculum`"),
        (LESSON, 33, "this myth has no `proofs`"),
        (YAML, 1, "5.1a is loop-count's"),
        (YAML, 1, "`posts-with-authors` has no `because`"),
        (f"{FOLDER}/starter.py", 1, "starter.py is missing or empty"),
    ]


def test_course_yaml_lists_modules_and_facts(tree):
    tree.write("course.yaml", STRICT.replace("strict: true\n", ""))
    course = load_course(tree.root)
    assert [(module.number, module.title, module.promise) for module in course.modules] == [
        (1, "The N+1 problem", "See it.")
    ]
    assert (course.title, course.facts) == ("One Query", {"000-01", "000-02", "000-03"})


def test_links_to_items_of_other_lessons_are_resolved(tree):
    tree.write("20-next/lesson.md", "---\ntitle: T\n---\n[a](exercise:loop-count) [b](exercise:own)\n\n"
                                    "```run own\ncode: 1\n```\n")
    assert [lesson.elsewhere for lesson in load_course(tree.root).lessons] == [{}, {"loop-count": "n-plus-one"}]


def test_links_in_code_are_no_links(tree):
    tree.add_to_lesson("\nWrite `[x](lesson:slug)`.\n\n```markdown\n[y](nowhere)\n```\n")
    assert len(load_course(tree.root).lessons) == 1


def test_the_site_finds_what_is_in_its_lessons_folder(tree, settings):
    settings.LESSONS_DIR = tree.root
    assert content.find_lesson("n-plus-one") is content.find_lesson("10-n-plus-one")
    assert content.find_exercise("posts-with-authors").title == "Posts with their authors"
    assert content.find_item("loop-count").answer == 101
    assert (content.find_exercise("loop-count"), content.find_item("x"), content.find_lesson("x")) == (None, None, None)


def test_the_tree_is_read_once(tree, settings):
    settings.LESSONS_DIR = tree.root
    before = content.course()
    tree.replace(LESSON, "answer: 101", "answer: 102")
    assert content.course() is before


def test_with_debug_a_changed_tree_is_read_again(tree, settings):
    settings.LESSONS_DIR, settings.DEBUG = tree.root, True
    before = content.course()
    assert content.course() is before
    tree.replace(LESSON, "answer: 101", "answer: 1020")
    assert content.find_item("loop-count").answer == 1020


def test_our_own_course_is_whole():
    course = load_course(settings.LESSONS_DIR)
    assert course.strict
    assert course.title == "One Query"
    assert len(course.modules) == 8
    assert len(course.facts) == 199


def test_the_live_course_keeps_the_lessons_that_can_be_read(tree, settings, caplog):
    tree.write("70-broken/lesson.md", "---\ntitle:\n---\nNo title.\n")
    settings.LESSONS_DIR = tree.root
    assert [lesson.folder for lesson in course().lessons] == [Path(LESSON).parent.name]
    assert "70-broken/lesson.md:2: `title`" in caplog.text


def test_the_live_course_needs_at_least_one_lesson(settings, tmp_path):
    settings.LESSONS_DIR = tmp_path / "gone"
    with pytest.raises(ContentErrors, match="there is no such folder of lessons"):
        course()
