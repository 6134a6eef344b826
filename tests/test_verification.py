"""What a new version does to exercises: told one by one, with the row whose lack hides a wrong answer."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from course import content, datasets
from course.datasets.work import Work, WorkCancelled, WorkLost, cancel_work
from course.domain.exercise import AnswerFile
from course.domain.run import DataImage
from course.domain.verification import Outcome, Verified
from course.models import AuditEntry, DatasetVersion
from course.targets import targets
from course.verification import stop_cancelled, verify_dataset, verify_version
from course.witnesses import witness
from tests.small_fixtures import tag
from tests.words_course import YAML, inactive, loaded, words_course

pytestmark = pytest.mark.django_db

@pytest.fixture
def words(tmp_path, settings, sandbox, monkeypatch):
    return words_course(tmp_path, settings, sandbox, monkeypatch)


def test_each_exercise_is_told_with_what_became_of_it_and_the_missing_row_is_named(words):
    found = {result.item: result for result in verify_dataset(words)}
    assert {name: result.outcome for name, result in found.items()} == {
        "active-tags": Outcome.WITNESS, "one-by-one": Outcome.BUDGET, "the-readers": Outcome.REFERENCE,
    }
    (told,) = found["active-tags"].problems
    assert told.witness == "on the live data (base) this answer has “music” too much; this version has no such row"
    assert "21 queries" in found["one-by-one"].problems[0].problem
    assert "DoesNotExist" in found["the-readers"].problems[0].problem


def at_work(version: DatasetVersion) -> Work:
    DatasetVersion.objects.filter(pk=version.pk).update(state="verifying", worker="", heartbeat=None)
    work = Work.claimed(version.pk)
    assert work is not None
    return work


def test_verification_is_cancelled_after_the_item_at_hand_and_goes_on_there(words, monkeypatch):
    work = at_work(words)
    assert Work.claimed(words.pk) is None  # one process at a time

    def cancelled_at(self: Work, *, _save=Work.save, **changes: object) -> None:
        if len(changes.get("results", ())) == 1:
            cancel_work(words)
        _save(self, **changes)

    monkeypatch.setattr(Work, "save", cancelled_at)
    with pytest.raises(WorkCancelled):
        verify_version(work)
    stop_cancelled(work)
    monkeypatch.undo()
    stopped = DatasetVersion.objects.get(pk=words.pk)
    assert (stopped.state, len(stopped.results)) == ("ready", 1)
    assert stopped.message == "Verification was cancelled after 1 of 3 items."
    with pytest.raises(datasets.NotReady, match="not verified"):
        datasets.make_live(stopped, by="Ann", reason="now")


def test_what_was_verified_is_not_run_again_and_the_end_is_written_down(words):
    known = [
        Verified(target.key[1], "exercise", "tags", target.title, Outcome.PASSES, digest=target.digest)
        for target in targets("words")[0][:2]
    ]
    DatasetVersion.objects.filter(pk=words.pk).update(results=[result.as_json() for result in known])
    verify_version(at_work(words))
    ended = DatasetVersion.objects.get(pk=words.pk)
    assert (ended.state, ended.total, [result.item for result in ended.broken]) == ("verified", 3, ["the-readers"])
    assert AuditEntry.objects.get(action="verify").detail == {"passes": 2, "reference now fails": 1}
    with pytest.raises(datasets.Breaks, match="breaks 1 item of the course: the-readers"):
        datasets.make_live(ended, by="Ann")
    datasets.make_live(ended, by="Ann", reason="New data")
    assert datasets.switched_off(["words"]) == {"the-readers"}


def test_a_process_that_lost_its_work_changes_nothing_any_more(words):
    lost = at_work(words)
    at_work(words)
    with pytest.raises(WorkLost):
        verify_version(lost)
    assert DatasetVersion.objects.get(pk=words.pk).results == []


def hidden_inactive(version: DatasetVersion) -> int:
    """The key of the one tag that is inactive in the hidden data, as flags are exchanged between rows there."""
    with closing(sqlite3.connect(datasets.image_path(version.version, "hidden"))) as database:
        ((key,),) = database.execute("SELECT id FROM blog_tag WHERE NOT active")
    return key


def test_what_only_the_hidden_data_no_longer_finds_out_is_told_with_the_row_that_did(words, settings, tmp_path):
    new = loaded(tmp_path, *(inactive(key, "music") if key == 7 else tag(key, f"word {key}") for key in range(1, 21)))
    key = hidden_inactive(new)
    assert key not in (1, 2, 3, 7)
    wrong = settings.LESSONS_DIR / "11-tags" / "active-tags" / "wrong_all.py"
    wrong.write_text(f'def solve():\n    return list(Tag.objects.exclude(pk={key}).values_list("name", flat=True))\n')
    result = next(one for one in verify_dataset(new) if one.item == "active-tags")
    (told,) = result.problems
    assert (result.outcome, result.breaks) == (Outcome.HIDDEN, False)
    assert told.problem == "wrong_all.py gives the right result on the hidden data"
    assert told.witness.startswith("on the live data (hidden) this answer has “")
    assert told.witness.endswith("” too much; this version has no such row")


def test_data_on_which_an_answer_written_down_by_hand_would_pass_is_told(words, settings):
    folder = settings.LESSONS_DIR / "11-tags" / "active-tags"
    (folder / "exercise.yaml").write_text(YAML.format(name="active-tags", budget="1"))
    (folder / "wrong_all.py").unlink()
    result = next(one for one in verify_dataset(words) if one.item == "active-tags")  # all its tags are active
    assert (result.outcome, result.can_be_switched_off) == (Outcome.WITNESS, True)
    assert "one written down by hand passes" in result.problems[0].problem
    assert result.problems[0].witness == "on the live data the two results differ"


CLOSE_INACTIVE = 'Tag.objects.filter(active=False).update(name="closed")'


@pytest.mark.parametrize(("right", "wrong", "row"), [
    ("None", CLOSE_INACTIVE, 'the tag with id 2 was changed (`name`), and should have been left alone: “name "music"”'),
    (CLOSE_INACTIVE, "None", 'the tag with id 2 should have been changed (`name`), and was not: “name "music"”'),
    ("None", 'Tag.objects.filter(active=False).delete()', "the tag with id 2 was deleted, and should have been left alone"),
    ("None", 'Tag(name="new").save() if Tag.objects.filter(active=False) else None',
     'a tag was added, and should not have been: “name "new"'),
])
def test_a_lost_witness_among_stored_rows_is_named_with_what_stood_in_it(words, right, wrong, row):
    exercise = content.find_exercise("active-tags").model_copy(update={
        "compare": "database", "solution": f"def solve():\n    {right}\n",
    })
    file = AnswerFile(name="wrong_all.py", code=f"def solve():\n    {wrong}\n")
    told = witness(exercise, file, datasets.live_image("words"), DataImage("words", words.version))
    assert told.startswith(f"on the live data (base) {row}"), told
    assert told.endswith("; this version has no such row")


@pytest.mark.parametrize(("right", "words_of_row"), [
    ("Tag.objects.filter(active=False)", "“Tag 2”"),
    ('[{"tag": tag, "at": Decimal("1.50")} for tag in Tag.objects.filter(active=False)]', "“tag Tag 2, at 1.50”"),
    ('list(Tag.objects.filter(active=False).values_list("pk", "name"))', "“2, music”"),
])
def test_a_lost_row_is_told_in_words_whatever_it_is_made_of(words, right, words_of_row):
    solution = f"from decimal import Decimal\ndef solve():\n    return {right}\n"
    exercise = content.find_exercise("active-tags").model_copy(update={"solution": solution})
    nothing = AnswerFile(name="wrong_all.py", code="def solve():\n    return list(Tag.objects.none())\n")
    told = witness(exercise, nothing, datasets.live_image("words"), DataImage("words", words.version))
    assert f"on the live data (base) the right answer has {words_of_row} and this one has not; " in told


def test_where_the_live_data_does_not_find_it_out_either_the_exercise_is_to_blame(words):
    exercise = content.find_exercise("active-tags")
    blind = DataImage("words", words.version)
    assert "look at the exercise" in witness(exercise, exercise.wrong_answers[0], blind, blind)
