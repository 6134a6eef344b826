from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from course.models import Attempt, AuditEntry, Classroom, DatasetVersion, Feedback, ItemAnswer, Membership, role


@pytest.fixture
def records(alice):
    for number in range(3):
        owner = get_user_model().objects.create_user(f"learner-{number}")
        Attempt.objects.create(user=owner, exercise="posts-with-authors", code="1", verdict=Attempt.Verdict.SLOW)
        ItemAnswer.objects.create(user=owner, item="loop-over-posts", given="101", correct=True)
    DatasetVersion.objects.create(name="town-library", version="a" * 64, loaded_by="tests", live=True)


@pytest.fixture
def audit_log(records, alice):
    AuditEntry.objects.record(alice, AuditEntry.Action.EXPORT, "the class 5B")


@pytest.mark.usefixtures("audit_log")
@pytest.mark.parametrize("model", ["attempt", "itemanswer", "datasetversion", "auditentry"])
def test_records_can_be_read_and_not_written(admin_client, records, model):
    assert admin_client.get(f"/admin/course/{model}/").status_code == 200
    assert admin_client.get(f"/admin/course/{model}/add/").status_code == 403
    page = admin_client.get(f"/admin/course/{model}/1/change/", follow=True)
    assert page.status_code == 200
    assert b'name="_save"' not in page.content


@pytest.mark.parametrize(
    ("model", "word"), [("attempt", "posts-with"), ("itemanswer", "learner-1"), ("datasetversion", "town")]
)
@pytest.mark.both_databases
def test_records_can_be_searched(admin_client, records, model, word):
    response = admin_client.get(f"/admin/course/{model}/?q={word}")
    assert response.context["cl"].result_count == {"attempt": 3, "itemanswer": 1, "datasetversion": 1}[model]


def test_a_learner_has_no_business_there(alice_client):
    assert alice_client.get("/admin/course/attempt/").status_code == 302


def test_each_model_can_be_found():
    assert [model for model in apps.get_app_config("course").get_models() if not admin.site.is_registered(model)] == []


def test_nobody_deletes_from_the_audit_log(admin_client, audit_log):
    entry = AuditEntry.objects.get(action="export")
    assert admin_client.post(f"/admin/course/auditentry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert AuditEntry.objects.exists()


def add_rows(start: int, number: int) -> None:
    """`number` rows of each model that has somebody in it, each of somebody else."""
    for name in range(start, start + number):
        user = get_user_model().objects.create_user(f"user-{name}")
        classroom = Classroom.objects.create(name=f"class {name}", instructor=user)
        Membership.objects.create(classroom=classroom, user=user)
        attempt = Attempt.objects.create(user=user, exercise="posts-with-authors", code="1", verdict="slow")
        ItemAnswer.objects.create(user=user, item="loop-over-posts", given="101", correct=True)
        Feedback.objects.create(attempt=attempt, note="Why?", replied_by=user)
        AuditEntry.objects.record(user, AuditEntry.Action.EXPORT, classroom.name)


@pytest.mark.parametrize("model", ["attempt", "itemanswer", "auditentry", "classroom", "membership", "feedback"])
def test_a_list_sends_the_same_queries_for_one_row_and_for_three(admin_client, model):
    AuditEntry.objects.all().delete()  # of the administrator, who is new
    sent = []
    for start, number in ((0, 1), (1, 2)):
        add_rows(start, number)
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.get(f"/admin/course/{model}/").context["cl"].result_count == start + number
        sent.append(len(queries))
    assert sent[0] == sent[1]


@pytest.mark.parametrize(("model", "word"), [("classroom", "user-1"), ("membership", "class 1"), ("feedback", "why")])
def test_classes_can_be_searched(admin_client, model, word):
    add_rows(0, 2)
    found = admin_client.get(f"/admin/course/{model}/?q={word}").context["cl"].result_count
    assert found == {"classroom": 1, "membership": 1, "feedback": 2}[model]


def test_a_class_can_be_handed_to_another_instructor(admin_client, settings):
    # the admin looks a user up for the check of the number typed and for the name beside it
    settings.ZEAL_ALLOWLIST = [{"model": "auth.User", "field": "get()"}]
    add_rows(0, 2)
    classroom, heir = Classroom.objects.first(), get_user_model().objects.get(username="user-1")
    form = {"name": classroom.name, "code": classroom.code, "instructor": heir.pk, "archived_0": "", "archived_1": ""}
    assert admin_client.post(f"/admin/course/classroom/{classroom.pk}/change/", form).status_code == 302
    classroom.refresh_from_db()
    assert classroom.instructor == heir


def change_user(admin_client, user, **fields):
    """Save the user's page of the admin with these fields, and what it held before for the rest."""
    form = admin_client.get(f"/admin/auth/user/{user.pk}/change/").context["adminform"].form
    held = {name: value for name, value in form.initial.items() if value not in (None, False) and name != "password"}
    moment = {"date_joined_0": f"{user.date_joined:%Y-%m-%d}", "date_joined_1": f"{user.date_joined:%H:%M:%S}"}
    groups = {"groups": [group.pk for group in user.groups.all()]}
    response = admin_client.post(f"/admin/auth/user/{user.pk}/change/", held | moment | groups | fields)
    assert response.status_code == 302, response.context["adminform"].form.errors


def test_a_role_changed_in_the_admin_is_in_the_audit_log(admin_client, admin_user, alice, settings):
    settings.ZEAL_ALLOWLIST = [{"model": "auth.User", "field": "get()"}]  # one page after another, each for one user
    instructors = Group.objects.get(name=role.INSTRUCTORS)
    for fields in ({"groups": [instructors.pk]}, {"is_staff": "on", "is_superuser": "on"}, {"email": "a@town.example"}):
        change_user(admin_client, alice, **fields)
        alice.refresh_from_db()
    change_user(admin_client, alice, groups=[], is_staff="", is_superuser="")
    entries = AuditEntry.objects.filter(actor=admin_user, action="change_role", subject="alice").order_by("pk")
    assert [(entry.detail["from"], entry.detail["to"]) for entry in entries] == [
        ("learner", "instructor"), ("instructor", "instructor, staff, superuser"),
        ("instructor, staff, superuser", "learner"),
    ]
    assert AuditEntry.objects.filter(subject="alice").count() == 3  # each once
    assert "changed the role of" in admin_client.get("/teach/audit-log/").content.decode()


def test_the_instructors_group_is_neither_renamed_nor_deleted(admin_client, db):
    instructors, other = Group.objects.get(name=role.INSTRUCTORS), Group.objects.create(name="Cooks")
    for group, renamed, deleted in ((instructors, 403, 403), (other, 302, 302)):
        assert admin_client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "x"}).status_code == renamed
        assert admin_client.post(f"/admin/auth/group/{group.pk}/delete/", {"post": "yes"}).status_code == deleted
    chosen = {"action": "delete_selected", "_selected_action": [instructors.pk], "post": "yes"}
    admin_client.post("/admin/auth/group/", chosen)
    assert Group.objects.get() == instructors
