"""An instructor looks at the site as a new learner does."""

from __future__ import annotations

from django.test import Client

from course.models import Attempt, ItemAnswer, Membership
from tests.classrooms import ONE, client_of, make_class, make_instructor, text, tried

V = Attempt.Verdict


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
