"""What a class's pages and its file say of its learners, in a constant number of queries."""

from __future__ import annotations

import csv

import pytest
from django.contrib.auth import get_user_model

from course.models import Attempt, AuditEntry, Membership
from tests.classrooms import ONE, TWO, fill, make_class, text, tried

V = Attempt.Verdict


def test_the_grid_says_who_is_how_far(teacher, classroom, alice):
    tried(alice, ONE, V.SLOW, query_count=101)
    tried(alice, ONE, V.PASSED, minutes=5, query_count=1)
    response = teacher.get(f"/teach/classes/{classroom.pk}/")
    (row,) = response.context["rows"]
    assert [cell.words for cell in row.cells] == ["passed after 2 attempts, best 1 query", "not tried"]
    first, second = response.context["exercise_rows"]
    assert (first.figures.success_rate, first.tries_to_pass, first.time_to_pass) == (100, "2", "5 min")
    assert second.figures.tried == 0
    page = text(response)
    assert '<th scope="row"><a href="/teach/classes/' in page
    assert "passed after 2 attempts, best 1 query" in page


def test_the_grid_opens_at_the_module_that_was_tried_last(teacher, classroom, alice):
    address = f"/teach/classes/{classroom.pk}/"
    assert teacher.get(address).context["module"].number == 1
    tried(alice, "exercise-2-1", V.WRONG)
    assert teacher.get(address).context["module"].number == 2
    assert teacher.get(address, {"module": "1"}).context["module"].number == 1
    assert teacher.get(address, {"module": "nine"}).context["module"].number == 2
    assert [cell.words for cell in teacher.get(address).context["rows"][0].cells] == ["tried once", "not tried"]


@pytest.mark.parametrize("size", [3, 300])
@pytest.mark.parametrize("others", [0, 2])
def test_the_grid_sends_the_same_queries_at_any_size(teacher, ines, size, others, django_assert_num_queries):
    for number in range(others):
        fill(make_class(ines, name=f"class {number}"), 2, [ONE])
    classroom = make_class(ines)
    fill(classroom, size, [ONE, TWO])
    with django_assert_num_queries(8):  # session, user, role, class, last exercise, standings, how many members, a page
        response = teacher.get(f"/teach/classes/{classroom.pk}/")
    assert len(response.context["rows"]) == min(size, 100)
    assert response.context["passed"] == 2 * size


@pytest.mark.parametrize("size", [3, 300])
def test_the_export_sends_the_same_queries_at_any_size(teacher, ines, size, django_assert_num_queries):
    classroom = make_class(ines)
    fill(classroom, size, [ONE, TWO])
    with django_assert_num_queries(7):  # session, user, role, class, audit entry, names, standings
        lines = list(teacher.post(f"/teach/classes/{classroom.pk}/export/").streaming_content)
    assert len(lines) == 2 + 2 * size


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/teach/", 4),  # session, user, role, waiting feedback
        ("/teach/classes/", 4),
        ("/teach/exercises/", 5),  # last exercise, standings
        (f"/teach/exercises/{ONE}/", 6),  # standings, clusters, examples
        ("/teach/feedback/", 4),
        ("/teach/audit-log/", 5),
    ],
)
@pytest.mark.parametrize("many", [1, 3])
def test_each_page_sends_the_same_queries_for_one_class_and_for_three(
    teacher, ines, path, queries, many, django_assert_num_queries
):
    for number in range(many):
        fill(make_class(ines, name=f"class {number}"), many, [ONE, TWO])
    with django_assert_num_queries(queries):
        assert teacher.get(path).status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_the_pages_of_a_member_and_of_an_exercise_send_the_same_queries(
    teacher, ines, alice, many, django_assert_num_queries
):
    classroom = make_class(ines, alice)
    for number in range(many):
        tried(alice, ONE, V.SLOW, minutes=number, failed_check=f"check_{number}")
    at, member = f"/teach/classes/{classroom.pk}/", classroom.memberships.get()
    with django_assert_num_queries(7):  # session, user, role, class, member, how many attempts, a page of them
        teacher.get(f"{at}learners/{member.pk}/")
    with django_assert_num_queries(7):  # session, user, role, class, standings, clusters, examples
        teacher.get(f"{at}exercises/{ONE}/")


def test_the_file_holds_the_class_and_no_formula(teacher, ines, alice):
    user = get_user_model().objects.create_user("@SUM(A1)")
    classroom = make_class(ines, alice, user, name="=5B")
    tried(alice, ONE, V.WRONG)
    tried(user, ONE, V.SLOW, query_count=101)
    tried(user, ONE, V.PASSED, minutes=2, query_count=1)
    response = teacher.post(f"/teach/classes/{classroom.pk}/export/")
    assert response["Content-Disposition"] == 'attachment; filename="5b.csv"'
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert list(csv.reader(lines))[1:] == [
        ["alice", "1.1", ONE, f"Count {ONE}", "1", "no", "", "", ""],
        ["'@SUM(A1)", "1.1", ONE, f"Count {ONE}", "2", "yes", "2", "1", "120"],
    ]
    entry = AuditEntry.objects.filter(action="export").get()
    assert (entry.actor, entry.subject) == (ines, "the class =5B")


def test_the_wrong_answers_of_an_exercise_stand_together_without_a_name(teacher, classroom, alice):
    tried(alice, ONE, V.SLOW, code="slow_code", failed_check="max_queries", finding="n_plus_one", query_count=101)
    for page in (f"/teach/classes/{classroom.pk}/exercises/{ONE}/", f"/teach/exercises/{ONE}/"):
        shown = text(teacher.get(page))
        assert "Too many queries: N+1" in shown
        assert "1 answer by 1 learner" in shown
        assert "slow_code" in shown
        assert "alice" not in shown
    assert teacher.get("/teach/exercises/no-such-exercise/").status_code == 404
    assert teacher.get("/teach/exercises/quiz-1/").status_code == 404


def test_a_members_attempts_can_be_read_and_the_member_removed(teacher, classroom, alice):
    tried(alice, ONE, V.WRONG, code="the_code_of_alice")
    member = Membership.objects.get()
    address = f"/teach/classes/{classroom.pk}/learners/{member.pk}/"
    assert "the_code_of_alice" in text(teacher.get(address))
    teacher.post(f"{address}remove/")
    assert not Membership.objects.exists()
    assert teacher.get(address).status_code == 404
    assert "alice" not in str(AuditEntry.objects.filter(action="remove_member").values().get())
