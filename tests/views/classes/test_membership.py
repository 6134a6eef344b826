"""Classes as instructors keep them, and learners join and leave them."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from course import classes
from course.models import Attempt, AuditEntry, Classroom, Membership
from tests.classrooms import ONE, make_class, text, tried

V = Attempt.Verdict


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
