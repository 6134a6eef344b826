"""Classes as instructors keep them and learners join them; who sees whose work."""

from __future__ import annotations

import csv
import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import get_resolver

from course import classes
from course.models import Attempt, AuditEntry, Classroom, ItemAnswer, Membership
from tests.classrooms import client_of, fill, make_class, make_instructor, tried
from tests.small_course import write_course
from tests.views.test_teaching import routes

V = Attempt.Verdict
ONE, TWO = "exercise-1-1", "exercise-1-2"


@pytest.fixture(autouse=True)
def small_course(settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path, modules=2, exercises=2)


@pytest.fixture
def ines(db):
    return make_instructor("ines")


@pytest.fixture
def teacher(ines):
    return client_of(ines)


@pytest.fixture
def classroom(ines, alice):
    return make_class(ines, alice)


def text(response):
    return response.content.decode()


def test_a_class_is_made_renamed_archived_and_opened_again(teacher, ines):
    assert "Your first class" in text(teacher.get("/teach/classes/"))
    made = teacher.post("/teach/classes/", {"name": "5B"}, follow=True)
    classroom = Classroom.objects.get()
    assert made.redirect_chain == [(f"/teach/classes/{classroom.pk}/", 302)]
    assert classroom.spoken_code in text(made)
    assert f"http://testserver/join/{classroom.code}/" in text(made)
    teacher.post(f"/teach/classes/{classroom.pk}/name/", {"name": "5C"})
    assert "5C" in text(teacher.get("/teach/classes/"))
    assert "archived" in text(teacher.post(f"/teach/classes/{classroom.pk}/archive/", follow=True))
    with pytest.raises(classes.NoSuchClass):
        classes.find(classroom.code)
    teacher.post(f"/teach/classes/{classroom.pk}/archive/")
    assert classes.find(classroom.code) == classroom
    assert [entry.action for entry in AuditEntry.objects.filter(actor=ines)] == [
        "reopen_class", "archive_class", "create_class",
    ]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_class_needs_a_name_of_some_length(teacher, classroom, name):
    assert 'aria-invalid="true"' in text(teacher.post("/teach/classes/", {"name": name}))
    assert "needs a name" in text(teacher.post(f"/teach/classes/{classroom.pk}/name/", {"name": name}, follow=True))
    assert [one.name for one in Classroom.objects.all()] == ["5B"]


def test_a_learner_joins_by_the_code_as_it_is_spoken_and_leaves(alice, alice_client, ines):
    classroom = make_class(ines)
    found = alice_client.get("/join/", {"code": f" {classroom.spoken_code.lower()} "})
    assert found["Location"] == f"/join/{classroom.code}/"
    page = text(alice_client.get(found["Location"]))
    assert "its instructor sees your user name" in page
    assert not Membership.objects.exists()
    joined = alice_client.post(found["Location"], follow=True)
    assert "You are in 5B" in text(joined)
    alice_client.post(found["Location"])
    assert [one.user for one in Membership.objects.all()] == [alice]
    left = alice_client.post(f"/classes/{classroom.pk}/leave/", follow=True)
    assert "no longer sees your work" in text(left)
    assert not Membership.objects.exists()
    assert alice_client.post(f"/classes/{classroom.pk}/leave/").status_code == 404


def test_a_visitor_signs_up_on_the_way_and_comes_back(client, classroom):
    link = f"/join/{classroom.code}/"
    assert f'href="/accounts/signup/?next={link}"' in text(client.get(link))
    client.post(link)
    assert Membership.objects.count() == 1
    form = {"username": "newcomer", "password1": "quiet-library-7", "password2": "quiet-library-7", "next": link}
    assert client.post("/accounts/signup/", form)["Location"] == link
    client.post(link)
    assert Membership.objects.filter(user__username="newcomer", classroom=classroom).exists()


@pytest.mark.parametrize("code", ["NOSUCHCL", "-", "x' OR 1=1", "ÄÖ"])
def test_a_wrong_code_is_said_and_can_be_corrected(alice_client, code):
    response = alice_client.get(f"/join/{code}/")
    assert (response.status_code, "No class that can be joined" in text(response)) == (404, True)
    assert alice_client.post(f"/join/{code}/").status_code == 404


def test_codes_cannot_be_tried_out(alice_client):
    answers = [alice_client.get(f"/join/GUESS{number:03}/").status_code for number in range(21)]
    assert answers == [404] * 20 + [429]


def test_a_renewed_code_closes_the_old_link(teacher, alice_client, classroom):
    old = classroom.code
    teacher.post(f"/teach/classes/{classroom.pk}/code/")
    classroom.refresh_from_db()
    assert classroom.code != old
    assert alice_client.get(f"/join/{old}/").status_code == 404
    assert alice_client.get(f"/join/{classroom.code}/").status_code == 200


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


@pytest.fixture
def foreign(alice):
    """The class of another instructor, with a learner who tried something."""
    learner = get_user_model().objects.create_user("lea")
    tried(learner, ONE, V.WRONG, code="foreign_code", failed_check="same_result")
    return make_class(make_instructor("ivan"), learner, name="foreign class")


def addresses_of(classroom):
    """Each address that the URL configuration has below a class."""
    arguments = {"pk": classroom.pk, "member": classroom.memberships.get().pk, "exercise_id": ONE}
    below = [route for route in routes(get_resolver().url_patterns) if route.startswith("teach/classes/<int:pk>/")]
    return ["/" + re.sub(r"<\w+:(\w+)>", lambda found: str(arguments[found[1]]), route) for route in below]


def test_the_class_of_another_instructor_does_not_exist(teacher, foreign, alice_client):
    assert len(addresses_of(foreign)) >= 8
    for address in addresses_of(foreign):
        assert {teacher.get(address).status_code, teacher.post(address, {"name": "mine"}).status_code} <= {404, 405}
        assert alice_client.get(address).status_code == 403
    foreign.refresh_from_db()
    assert (foreign.name, foreign.archived, foreign.memberships.count()) == ("foreign class", None, 1)


def test_a_member_of_another_class_is_not_reached_through_ones_own(teacher, classroom, foreign):
    member = foreign.memberships.get().pk
    assert teacher.get(f"/teach/classes/{classroom.pk}/learners/{member}/").status_code == 404


def test_an_instructor_sees_nothing_of_the_learners_of_others(teacher, classroom, foreign):
    for page in ("/teach/", "/teach/classes/", "/teach/exercises/", f"/teach/exercises/{ONE}/", "/teach/feedback/"):
        shown = text(teacher.get(page))
        assert "foreign" not in shown
    assert "No learner of yours has tried it yet" in text(teacher.get(f"/teach/exercises/{ONE}/"))


def test_an_administrator_sees_every_class(admin_client, foreign):
    assert "foreign class" in text(admin_client.get("/teach/classes/"))
    for address in addresses_of(foreign):
        assert admin_client.get(address).status_code in {200, 405}
    assert "foreign_code" in text(admin_client.get(f"/teach/exercises/{ONE}/"))


def test_who_left_takes_their_work_along(teacher, classroom, alice, alice_client):
    tried(alice, ONE, V.WRONG, code="the_code_of_alice", failed_check="same_result")
    assert "the_code_of_alice" in text(teacher.get(f"/teach/exercises/{ONE}/"))
    alice_client.post(f"/classes/{classroom.pk}/leave/")
    assert "the_code_of_alice" not in text(teacher.get(f"/teach/exercises/{ONE}/"))
    assert "alice" not in text(teacher.get(f"/teach/classes/{classroom.pk}/"))


def test_a_deleted_account_leaves_its_classes(alice, alice_client, classroom):
    alice_client.post("/accounts/delete/", {"password": "quiet-library-7"})
    assert not get_user_model().objects.filter(username="alice").exists()
    assert not Membership.objects.exists()
    assert Classroom.objects.count() == 1


def test_the_class_of_a_deleted_instructor_stays_for_administrators(ines, admin_client, alice_client, classroom):
    ines.delete()
    assert "no instructor" in text(admin_client.get("/teach/classes/"))
    assert "5B" in text(alice_client.get("/progress/"))


def test_the_export_of_a_learner_names_their_classes(alice_client, classroom):
    (one,) = alice_client.get("/progress/export/").json()["classes"]
    assert one["name"] == "5B"


@pytest.mark.parametrize("many", [1, 3])
def test_the_progress_of_a_member_sends_the_same_queries_in_any_number_of_classes(
    ines, alice, alice_client, many, django_assert_num_queries
):
    for number in range(many):
        make_class(ines, alice, name=f"class {number}")
    with django_assert_num_queries(8):  # session, user, done, switched off, attempts, feedback, classes, role
        alice_client.get("/progress/")


def test_an_instructor_sees_the_site_as_a_new_learner_and_comes_back(teacher, ines):
    tried(ines, ONE, V.PASSED)
    assert teacher.get("/progress/").context["done_total"] == 1
    home = teacher.post("/teach/view-as-learner/", follow=True)
    assert "You see the site as a new learner does" in text(home)
    assert 'href="/teach/"' not in text(home)
    assert teacher.get("/progress/").context["done_total"] == 0
    assert "The bar at the top leads back" in text(teacher.get("/teach/"))
    teacher.post("/lessons/lesson-1/answers/quiz-1/", {"answer": "0"})
    assert "joins no class" in text(teacher.post(f"/join/{make_class(ines).code}/", follow=True))
    assert not Membership.objects.exists()
    assert teacher.get("/progress/").context["done_total"] == 1
    back = teacher.post("/view-as-learner/end/", follow=True)
    assert back.redirect_chain == [("/teach/", 302)]
    assert "You see the site as a new learner does" not in text(back)
    page = teacher.get("/progress/")
    assert (page.context["done_total"], page.context["attempt_count"]) == (1, 1)


def test_what_a_made_up_learner_did_goes_also_when_the_view_was_never_ended(teacher, ines):
    other = make_instructor("ivan")
    for client in (teacher, client_of(other)):
        client.post("/teach/view-as-learner/")
        client.post("/lessons/lesson-1/answers/quiz-1/", {"answer": "0"})
    assert ItemAnswer.objects.count() == 2
    teacher.post("/accounts/logout/")
    client_of(ines).post("/teach/view-as-learner/")
    (left,) = ItemAnswer.objects.all()
    assert left.session_key.startswith(f"view-{other.pk}-")


def test_a_learner_cannot_become_a_made_up_one(alice_client, client):
    assert alice_client.post("/teach/view-as-learner/").status_code == 403
    assert alice_client.post("/view-as-learner/end/")["Location"] == "/"
    assert isinstance(client, Client)
    assert client.post("/view-as-learner/end/")["Location"] == "/"
