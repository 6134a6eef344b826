"""The labs of the site in the real jail: provable, and not to be cheated."""

from __future__ import annotations

import pytest
from django.conf import settings

from course import labs
from course.content import read_labs
from course.content.lab_files import read_lab
from course.domain.grading import Verdict
from course.domain.run import DataImage

POSTS, LOANS, DASHBOARD = read_labs(settings.LABS_DIR)[0]


@pytest.fixture
def image(sandbox, town_library):
    return DataImage("town-library", town_library.version)


@pytest.fixture
def verdict(image):
    def grade(lab, view=None, template=None):
        return labs.evaluate_on(lab, view or lab.view_code, template or lab.template_text, image)

    return grade


@pytest.mark.parametrize(("lab", "before", "after"), [(POSTS, 301, 3), (LOANS, 322, 1), (DASHBOARD, 592, 7)],
                         ids=["posts", "loans", "dashboard"])
def test_the_starting_code_is_slow_and_the_solution_passes(verdict, lab, before, after):
    starting = verdict(lab)
    assert (starting.grade.verdict, starting.before, starting.run.query_count) == (Verdict.SLOW, before, before)
    solved = verdict(lab, lab.solution_view, lab.solution_template)
    assert (solved.grade.verdict, solved.before, solved.run.query_count) == (Verdict.PASSED, before, after)


def test_a_row_by_the_key_that_another_row_holds_is_joined(verdict):
    found = [(one.line, one.fix) for one in verdict(DASHBOARD).run.findings if one.relation == "Staff.role"]
    line = 1 + DASHBOARD.view_code.split("\n").index("        person.job = Role.objects.get(pk=person.role_id)")
    assert found == [(line, 'select_related("role")')]
    assert {one.code for one in verdict(DASHBOARD).run.findings} == {
        "n_plus_one", "filter_on_prefetched", "count_in_loop", "deferred_field_in_loop",
    }


def test_every_lab_holds(image):
    found, problems = read_labs(settings.LABS_DIR)
    assert [lab.name for lab in found] == ["posts", "loans", "dashboard"]
    assert problems == []
    assert [problem for lab in found for problem in labs.prove_lab(lab, image)] == []


def test_a_page_written_down_by_hand_is_another_page_on_unseen_data(verdict):
    template = "{% verbatim %}" + verdict(POSTS).page.html + "{% endverbatim %}"  # longer than a form lets through
    found = verdict(POSTS, template=template)
    assert (found.run.query_count, found.grade.verdict) == (0, Verdict.WRONG)
    assert [check.variant for check in found.grade.checks if not check.passed] == ["hidden"]
    assert found.grade.differences == ()


def test_the_count_is_the_brokers_whatever_the_view_does_to_what_it_can_reach(verdict):
    view = POSTS.view_code + "\nfrom sandbox_app.backend.remote import transport\n"
    view += "transport.where = lambda *_: b'[null, null, 1, \"x\"]'\n"
    view += "from django.db import connection\nconnection.queries_log.clear()\n"
    found = verdict(POSTS, view)
    assert (found.grade.verdict, found.run.query_count) == (Verdict.SLOW, 301)
    assert {query.template for query in found.run.queries} == {None}


@pytest.mark.parametrize(
    ("old", "new"), [('"-created", "pk"', '"pk"'), ("Post.objects", "Post.objects.exclude(pk=1)"), ("posts}", "posts[:5]}")]
)
def test_another_order_or_other_rows_are_another_page(verdict, old, new):
    found = verdict(POSTS, POSTS.solution_view.replace(old, new))
    assert found.grade.verdict is Verdict.WRONG
    first, *_ = found.grade.differences
    assert first.expected != first.given


def test_one_letter_more_is_another_page(verdict):
    found = verdict(POSTS, POSTS.solution_view, POSTS.template_text.replace("<h1>Posts</h1>", "<h1>Posts </h1>"))
    assert found.grade.verdict is Verdict.WRONG
    (only,) = found.grade.differences
    assert (only.line, only.expected, only.given) == (8, ("  <h1>Posts</h1>",), ("  <h1>Posts </h1>",))


def test_an_instructors_lab_needs_files_only(tmp_path, image):
    folder = write_lab(tmp_path)
    problems = []
    lab = read_lab(folder, problems)
    assert problems == []
    assert list(labs.prove_lab(lab, image)) == []
    assert labs.evaluate_on(lab, lab.view_code, lab.template_text, image).before == 18


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "words"),
    [
        ("lab.yaml", "budget: 1", "budget: 18", 6, "the starting code sends 18, which is within the budget of 18"),
        ("lab.yaml", "queries: 18", "queries: 17", 7, "the starting code sends 18 queries, `queries` says 17"),
        ("solution_view.py", '.select_related("country")', "", 6, "the solution fails max_queries on base: 18 queries"),
        ("solution_view.py", "select_related", "select_realted", 1, "the solution ends with AttributeError"),
        ("template.html", "endfor", "endfro", 1, "the starting code of a lab ends with TemplateSyntaxError"),
    ],
)
def test_a_lab_that_does_not_hold_is_a_problem_with_its_line(tmp_path, image, file, old, new, line, words):
    folder = write_lab(tmp_path)
    (folder / file).write_text((folder / file).read_text().replace(old, new))
    first, *_ = labs.prove_lab(read_lab(folder, []), image)
    assert (first.line, words in first.problem) == (line, True), first


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("lab.yaml", "budget: 1", "budget: none", "lab.yaml:6: `budget` is 'none'"),
        ("lab.yaml", "view: author_list", "viwe: author_list", "lab.yaml:4: unknown field `viwe`"),
        ("lab.yaml", "title: Authors", "title: [", "lab.yaml:"),
        ("view.py", "def ", "de ", "view.py:4: this is not Python"),
        ("solution_view.py", None, None, "solution_view.py:1: there is no solution_view.py"),
        ("template.html", None, None, "template.html:1: there is no template.html"),
    ],
)
def test_an_authors_mistake_is_named_with_file_and_line(tmp_path, file, old, new, said):
    folder = write_lab(tmp_path)
    if old is None:
        (folder / file).unlink()
    else:
        (folder / file).write_text((folder / file).read_text().replace(old, new))
    found, problems = read_labs(tmp_path)
    assert found == ()
    assert any(f"authors/{said}" in str(problem) for problem in problems), problems


LAB = """title: Authors
dataset: town-library
address: /authors/
view: author_list
template: blog/author_list.html
budget: 1
queries: 18
summary: Authors and countries.
task: One query.
because: A join.
"""
VIEW = """from django.shortcuts import render


def author_list(request):
    return render(request, "blog/author_list.html", {"authors": Author.objects.exclude(country=None).order_by("pk")})
"""
TEMPLATE = "{% for author in authors %}{{ author.name }}, {{ author.country.name }}\n{% endfor %}\n"


def write_lab(root):
    folder = root / "authors"
    folder.mkdir()
    (folder / "lab.yaml").write_text(LAB)
    (folder / "view.py").write_text(VIEW)
    (folder / "solution_view.py").write_text(VIEW.replace("Author.objects", 'Author.objects.select_related("country")'))
    (folder / "template.html").write_text(TEMPLATE)
    return folder
