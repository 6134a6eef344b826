from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from course.models import Attempt, ItemAnswer
from tests.views.page_text import words

PASSWORD = "quiet-library-7"
NEW = {"username": "bob", "password1": PASSWORD, "password2": PASSWORD}
EXERCISE = "posts-with-authors"


def work_of_session(client):
    """One attempt and one answer of a browser without an account."""
    client.post("/lessons/one-innocent-loop/answers/loop-over-posts/", {"answer": "101"})
    key = client.session.session_key
    Attempt.objects.create(session_key=key, exercise=EXERCISE, code="mine", verdict=Attempt.Verdict.PASSED)
    return key


def log_in(client, username="alice", password=PASSWORD, **more):
    return client.post("/accounts/login/", {"username": username, "password": password, **more})


@pytest.mark.both_databases
def test_signing_up_logs_in_and_brings_the_sessions_work_along(client, db):
    work_of_session(client)
    response = client.post("/accounts/signup/", NEW)
    assert (response.status_code, response["Location"]) == (302, "/")
    bob = get_user_model().objects.get()
    assert (bob.username, bob.email) == ("bob", "")
    assert [(one.user, one.session_key) for one in (Attempt.objects.get(), ItemAnswer.objects.get())] == [(bob, "")] * 2
    assert client.get("/").context["done_total"] == 2


@pytest.mark.both_databases
def test_logging_in_adds_the_sessions_work_to_the_accounts(client, alice):
    Attempt.objects.create(user=alice, exercise="older", code="1", verdict=Attempt.Verdict.WRONG)
    Attempt.objects.create(session_key="s" * 32, exercise="of-somebody-else", code="1", verdict=Attempt.Verdict.WRONG)
    key = work_of_session(client)
    assert log_in(client).status_code == 302
    assert set(Attempt.objects.filter(user=alice).values_list("exercise", flat=True)) == {"older", EXERCISE}
    assert ItemAnswer.objects.get().user == alice
    assert Attempt.objects.get(exercise="of-somebody-else").user is None
    assert client.session.session_key != key


def test_logging_in_from_another_account_takes_nothing_from_it(alice_client, alice):
    bob = get_user_model().objects.create_user("bob", password=PASSWORD)
    Attempt.objects.create(user=alice, exercise=EXERCISE, code="1", verdict=Attempt.Verdict.PASSED)
    alice_client.post("/accounts/logout/")
    log_in(alice_client, "bob")
    assert (Attempt.objects.get().user, bob.is_active) == (alice, True)


def test_after_logging_out_the_browser_is_nobodys_again(alice, alice_client):
    Attempt.objects.create(user=alice, exercise=EXERCISE, code="1", verdict=Attempt.Verdict.PASSED)
    assert alice_client.get("/").context["done_total"] == 1
    assert alice_client.get("/accounts/logout/").status_code == 405
    assert alice_client.post("/accounts/logout/")["Location"] == "/"
    assert alice_client.get("/").context["done_total"] == 0


@pytest.mark.parametrize(
    "change",
    [{"username": "alice"}, {"username": ""}, {"password2": "another-word-8"}, {"password1": "12345", "password2": "12345"},
     {"email": "no address"}],
)  # fmt: skip
def test_a_sign_up_with_a_mistake_says_so_and_makes_no_account(client, alice, change):
    response = client.post("/accounts/signup/", NEW | change)
    assert response.status_code == 200
    assert response.context["form"].errors != {}
    assert get_user_model().objects.count() == 1


def test_an_email_address_is_kept_where_it_is_given(client, db):
    client.post("/accounts/signup/", NEW | {"email": "bob@example.org"})
    assert get_user_model().objects.get().email == "bob@example.org"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/login/"])
def test_nobody_is_sent_to_another_site_afterwards(client, alice, address, target):
    data = NEW if address == "/accounts/signup/" else {"username": "alice", "password": PASSWORD}
    assert client.post(address, data | {"next": target})["Location"] == "/"


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/login/"])
def test_the_page_asked_for_comes_after_logging_in(client, alice, address):
    assert 'value="/progress/"' in client.get(f"{address}?next=/progress/").content.decode()
    data = NEW if address == "/accounts/signup/" else {"username": "alice", "password": PASSWORD}
    assert client.post(address, data | {"next": "/progress/"})["Location"] == "/progress/"


def test_after_five_failed_log_ins_the_name_is_locked_from_there_with_the_wait(client, alice):
    failures = [log_in(client, password="wrong") for _ in range(5)]
    assert [response.status_code for response in failures] == [200] * 4 + [429]
    locked = log_in(client)
    assert (locked.status_code, locked["Retry-After"]) == (429, "900")
    assert "Too many failed log-ins" in words(locked.content.decode())
    elsewhere = client.post("/accounts/login/", {"username": "alice", "password": PASSWORD}, REMOTE_ADDR="203.0.113.7")
    assert elsewhere.status_code == 302


def test_accounts_cannot_be_made_without_end(client, db):
    statuses = [client.post("/accounts/signup/", {}).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


@pytest.mark.parametrize("address", ["/accounts/", "/accounts/password/", "/accounts/delete/"])
def test_the_pages_of_an_account_ask_a_stranger_to_log_in(client, db, address):
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("address", ["/accounts/", "/accounts/password/", "/accounts/delete/"])
def test_the_pages_of_an_account_open_for_its_owner(alice_client, address):
    assert alice_client.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/login/"])
def test_who_is_logged_in_has_nothing_to_do_there(alice_client, address):
    assert alice_client.get(address).status_code == 302


def test_a_password_is_changed_with_the_old_one(alice, alice_client):
    new = "louder-library-8"
    data = {"old_password": "wrong", "new_password1": new, "new_password2": new}
    assert alice_client.post("/accounts/password/", data).status_code == 200
    response = alice_client.post("/accounts/password/", data | {"old_password": PASSWORD}, follow=True)
    assert response.redirect_chain == [("/accounts/", 302)]
    assert "The password is changed." in words(response.content.decode())
    alice.refresh_from_db()
    assert alice.check_password(new)


@pytest.mark.both_databases
def test_an_account_is_deleted_with_all_its_work_after_the_password(alice, alice_client):
    Attempt.objects.create(user=alice, exercise=EXERCISE, code="1", verdict=Attempt.Verdict.PASSED)
    Attempt.objects.create(session_key="s" * 32, exercise=EXERCISE, code="1", verdict=Attempt.Verdict.PASSED)
    assert alice_client.post("/accounts/delete/", {"password": "wrong"}).status_code == 200
    assert get_user_model().objects.count() == 1
    assert alice_client.post("/accounts/delete/", {"password": PASSWORD})["Location"] == "/"
    assert get_user_model().objects.count() == 0
    assert [one.session_key for one in Attempt.objects.all()] == ["s" * 32]
    assert alice_client.get("/accounts/").status_code == 302
