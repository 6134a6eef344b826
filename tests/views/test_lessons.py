from __future__ import annotations

import re

import pytest
from django.conf import settings as site_settings

from course import content
from course.models import Attempt
from course.rendering import item_anchor
from tests.small_course import write_course
from tests.views.page_text import markdown_words, words

SLUGS = [folder.name.partition("-")[2] for folder in content.lesson_folders(site_settings.LESSONS_DIR)]


def unearned(lesson):
    """Every text of a lesson that a learner has to earn first."""
    for exercise in lesson.exercises:
        yield words(exercise.solution)
        yield markdown_words(exercise.because)
        yield from (markdown_words(hint) for hint in exercise.hints)
        yield from (markdown_words(wrong.hint) for wrong in exercise.wrong.values())
    for prediction in lesson.predictions:
        yield markdown_words(prediction.because)
        yield from (markdown_words(reason.because) for reason in prediction.wrong)
    for quiz in lesson.quizzes:
        yield from (markdown_words(choice.because) for choice in quiz.choices)
    yield from (markdown_words(myth.because) for myth in lesson.myths)


@pytest.mark.parametrize("slug", SLUGS)
def test_each_lesson_shows_its_prose_and_items_and_no_answer(client, db, slug):
    lesson = content.find_lesson(slug)
    response = client.get(f"/lessons/{slug}/")
    assert response.status_code == 200
    page = words(response.content.decode())
    assert lesson.front.title in page
    assert [part.item.id for part in response.context["parts"] if hasattr(part, "item")] == [i.id for i in lesson.items]
    assert [text for text in unearned(lesson) if text and text in page] == []


def test_the_search_for_answers_finds_one_that_is_there(client, db, settings, tmp_path):
    settings.LESSONS_DIR = root = write_course(tmp_path)
    lesson = content.find_lesson("lesson-1")
    leak = root / "11-lesson-1" / "lesson.md"
    leak.write_text(leak.read_text() + "\n" + lesson.exercises[0].because + "\n")
    settings.LESSONS_DIR = root.rename(tmp_path.with_name("leaking"))
    page = words(client.get("/lessons/lesson-1/").content.decode())
    assert [text for text in unearned(lesson) if text in page] == [markdown_words(lesson.exercises[0].because)]


@pytest.mark.parametrize("slug", SLUGS)
def test_the_choices_of_a_quiz_differ_in_their_texts_and_numbers_only(client, db, slug):
    page = client.get(f"/lessons/{slug}/").content.decode()
    choices = re.findall(r"<label[^>]*>\s*<input[^>]*type=\"radio\"[^>]*name=\"answer\"[^>]*>", page)
    assert len(choices) == sum(len(quiz.choices) for quiz in content.find_lesson(slug).quizzes)
    assert len({re.sub(r'\b(id|for|value)="[^"]*"', "", choice) for choice in choices}) <= 1


def test_an_editor_opens_with_the_starter_and_then_with_the_last_attempt(alice, alice_client, settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path)
    assert alice_client.get("/lessons/lesson-1/").context["drafts"]["exercise-1-1"] == "def solve():\n    ...\n"
    for code in ("first", "<last>"):
        Attempt.objects.create(user=alice, exercise="exercise-1-1", code=code, verdict=Attempt.Verdict.WRONG)
    response = alice_client.get("/lessons/lesson-1/")
    assert response.context["drafts"] == {"exercise-1-1": "<last>", "sample-1": "Post.objects.count()\n"}
    assert "&lt;last&gt;</textarea>" in response.content.decode()
    assert [attempt.code for attempt in response.context["attempts"]["exercise-1-1"]] == ["<last>", "first"]


@pytest.mark.both_databases
def test_five_attempts_of_each_exercise_are_at_hand(alice, alice_client, settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path, exercises=2)
    for name in ("exercise-1-1", "exercise-1-2"):
        for number in range(7):
            Attempt.objects.create(user=alice, exercise=name, code=f"{number}", verdict=Attempt.Verdict.WRONG)
    recent = alice_client.get("/lessons/lesson-1/").context["attempts"]
    newest = ["6", "5", "4", "3", "2"]
    assert {name: [one.code for one in found] for name, found in recent.items()} == {
        "exercise-1-1": newest,
        "exercise-1-2": newest,
    }


def test_lessons_lead_to_their_neighbours(client, db, settings, tmp_path):
    settings.LESSONS_DIR = write_course(tmp_path, modules=2, lessons=2)
    pages = [client.get(f"/lessons/lesson-{number}/").context for number in (1, 2, 4)]
    around = [(page["previous"] and page["previous"].slug, page["next"] and page["next"].slug) for page in pages]
    assert around == [(None, "lesson-2"), ("lesson-1", "lesson-3"), ("lesson-3", None)]


def test_an_unknown_lesson_is_not_found(client, db):
    response = client.get("/lessons/no-such-lesson/")
    assert response.status_code == 404
    assert "course/errors/404.html" in [template.name for template in response.templates]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_form_leads_back_to_its_item_where_scripts_do_not_run(client, db, slug):
    page = client.get(f"/lessons/{slug}/").content.decode()
    targets = re.findall(r'<form[^>]*action="/lessons/[^"#]*#([^"]*)"', page)
    lesson = content.find_lesson(slug)
    items = {item_anchor(item.id) for item in lesson.items}
    recorded_samples = {item_anchor(item.id) for item in lesson.samples if not item.runs_here}
    assert set(targets) == items - recorded_samples
    assert items <= set(re.findall(r'\bid="([^"]*)"', page))
