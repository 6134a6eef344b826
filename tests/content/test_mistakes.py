"""The loader: an author's mistakes become a list, each with file, line and remedy."""

import pytest

from course.content import ContentErrors, load_course
from tests.content.trees import FOLDER, LESSON, QUIZ, STRICT, YAML, places, problems


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
