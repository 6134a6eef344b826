"""The loader: a tree of lessons becomes values."""

from course.content import load_course
from course.domain.exercise import AnswerFile
from tests.content.trees import FOLDER, LESSON, STRICT, YAML
from tests.lesson_tree import NAIVE, SOLUTION


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
