"""A report is about lessons: where these changed, a version goes live only once what changed has been run again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from course import activation, content, datasets, verification
from course.models import AuditEntry, DatasetVersion
from tests.test_verification import at_work
from tests.words_course import EXERCISES, words_course, write_exercise

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(tmp_path, settings, sandbox, monkeypatch) -> DatasetVersion:
    """A version that has been verified: it breaks all three exercises."""
    version = words_course(tmp_path, settings, sandbox, monkeypatch)
    verification.verify_version(at_work(version))
    return again(version)


def again(version: DatasetVersion) -> DatasetVersion:
    return DatasetVersion.objects.get(pk=version.pk)


@pytest.fixture
def lesson(words, settings) -> Path:
    return settings.LESSONS_DIR / "11-tags"


def mend(exercise: Path) -> None:
    """`the-readers` asks for a tag that the new data has too."""
    (exercise / "solution.py").write_text('def solve():\n    return Tag.objects.get(pk=2).pk\n')


def test_while_the_files_are_the_same_nothing_is_read_and_nothing_is_run(words, monkeypatch):
    monkeypatch.setattr(content, "read_course", None)
    assert activation.changed_since(words) == ()
    assert activation.activate(words, by="Ann", reason="New words").live


def test_prose_and_places_that_change_leave_the_report_as_it_is(words, lesson):
    file = lesson / "lesson.md"
    file.write_text(file.read_text().replace("---\n```exercise", "---\nWords have tags.\n\n```exercise", 1))
    assert datasets.authored_digest() != words.lessons_digest
    assert activation.changed_since(words) == ()


def test_what_was_rewritten_added_or_taken_away_is_told(words, lesson):
    mend(lesson / "the-readers")
    write_exercise(lesson / "new-one", "new-one", *EXERCISES["the-readers"])
    file = lesson / "lesson.md"
    file.write_text(file.read_text().replace("exercise one-by-one", "exercise new-one"))
    assert activation.changed_since(words) == ("new-one", "the-readers", "one-by-one")
    with pytest.raises(activation.Outdated, match="verified for earlier lessons: 3 items of the course changed since"):
        activation.activate(words, by="Ann", reason="New words")
    assert not again(words).live


def test_a_report_of_lessons_that_could_not_be_read_is_about_earlier_ones_once_they_can(words, lesson):
    good = (lesson / "lesson.md").read_text()
    (lesson / "lesson.md").write_text(good.replace("minutes: 5", "minutes: no"))
    assert len(activation.changed_since(words)) == 3
    unreadable = activation.verify_again(words)
    assert [result.item for result in unreadable.broken] == [""]
    (lesson / "lesson.md").write_text(good)
    assert activation.changed_since(unreadable) == ("active-tags", "one-by-one", "the-readers", "Lessons")


def test_verifying_again_runs_only_what_changed(words, lesson, monkeypatch):
    mend(lesson / "the-readers")
    run, verified = [], verification.verified
    monkeypatch.setattr(verification, "verified", lambda target, image: run.append(target.title) or verified(target, image))
    fresh = activation.verify_again(words)
    assert run == ["the-readers"]
    assert [result.item for result in fresh.broken] == ["active-tags", "one-by-one"]
    assert activation.activate(fresh, by="Ann", reason="New words").switched_off == ["active-tags", "one-by-one"]


def test_the_command_verifies_what_changed_and_then_decides(words, lesson, capsys):
    mend(lesson / "the-readers")
    with pytest.raises(CommandError, match="breaks 2 items of the course: active-tags, one-by-one"):
        call_command("activate_dataset", "words", words.version)
    assert "1 item of the course changed since. Verifying that first" in capsys.readouterr().err
    call_command("activate_dataset", "words", words.version, override="New words")
    assert again(words).live


def test_going_back_works_at_once_and_the_page_tells_what_to_do(words, lesson):
    before = datasets.live_version("words")
    activation.activate(words, by="Ann", reason="New words")
    mend(lesson / "the-readers")
    assert activation.activate(before, by="Ann").live
    assert activation.changed_since(again(before))


def test_a_live_version_that_a_lesson_broke_is_told_and_what_it_grades_wrongly_switched_off(words, lesson):
    live = datasets.live_version("words")
    assert [result.item for result in activation.verify_again(live).still_on] == ["one-by-one"]
    (lesson / "the-readers" / "solution.py").write_text('def solve():\n    return Tag.objects.get(name="nobody").pk\n')
    with pytest.raises(activation.Outdated):
        activation.switch_off_broken(live, by="Ann", reason="Its solution fails")
    broken = activation.verify_again(live)
    assert [result.item for result in broken.still_on] == ["one-by-one", "the-readers"]
    assert (broken.live, datasets.switched_off(["words"])) == (True, frozenset())
    activation.switch_off_broken(broken, by="Ann", reason="Its solution fails")
    assert datasets.switched_off(["words"]) == {"one-by-one", "the-readers"}
    entry = AuditEntry.objects.get(action="switch_off")
    assert entry.detail == {"reason": "Its solution fails", "switched off": ["one-by-one", "the-readers"]}
    with pytest.raises(datasets.NotReady, match="Nothing that could be switched off"):
        activation.switch_off_broken(broken, by="Ann", reason="Again")
    write_exercise_again(lesson / "the-readers")
    assert activation.verify_again(again(live)).switched_off == ["one-by-one"]  # the other holds
    assert AuditEntry.objects.get(action="switch_on").detail == {"switched on": ["the-readers"]}


def write_exercise_again(folder: Path) -> None:
    (folder / "solution.py").write_text(f"def solve():\n    return {EXERCISES['the-readers'][1]}\n")


def test_only_a_live_version_has_something_to_switch_off(words):
    with pytest.raises(datasets.NotReady, match="is not live"):
        activation.switch_off_broken(words, by="Ann", reason="No")


def test_one_process_at_a_time_verifies(words, lesson):
    mend(lesson / "the-readers")
    at_work(words)
    with pytest.raises(datasets.NotReady, match="by another process"):
        activation.verify_again(words)
