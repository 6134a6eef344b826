"""Front matter, lessons and the course as values."""

import pytest
from pydantic import ValidationError

from course.domain.items import Prediction, Sample
from course.domain.lesson import Course, FrontMatter, Lesson, Module


def lesson(slug, module="", facts=(), items=()):
    front = FrontMatter(title=slug, module=module, facts=facts)
    return Lesson(slug=slug, path=f"/lessons/{slug}/lesson.md", body="", body_line=4, front=front, items=items)


def test_a_title_is_enough_for_front_matter():
    front = FrontMatter(title="The N+1 problem")
    assert (front.dataset, front.minutes, front.number, front.goals) == ("town-library", 10, "", ())


@pytest.mark.parametrize("number", ["5.1", "12", ""])
def test_a_number_is_digits_with_or_without_a_second_part(number):
    assert FrontMatter(title="T", number=number).number == number


@pytest.mark.parametrize("number", ["5.", "a", "5.1.2"])
def test_other_numbers_are_refused(number):
    with pytest.raises(ValidationError):
        FrontMatter(title="T", number=number)


def test_live_samples_are_not_graded():
    prediction = Prediction(id="p", ask="How many?", code="1", answer=0, because="None.")
    sample = Sample(id="s", code="1")
    assert lesson("a", items=(sample, prediction)).graded == (prediction,)


def test_a_course_finds_items_facts_and_the_lessons_of_a_module():
    sample = Sample(id="s", code="1")
    first, second = lesson("a", "One", ("000-01",), (sample,)), lesson("b", "Two", ("000-01", "000-02"))
    course = Course(modules=(Module(number=1, title="One"), Module(number=2, title="Two")), lessons=(first, second))
    assert course.items_by_id == {"s": sample}
    assert course.taught == {"000-01", "000-02"}
    assert [course.lessons_of(module) for module in course.modules] == [(first,), (second,)]
