from __future__ import annotations

import pytest

from course.errors import Refused
from course.forms import AnswerForm, CodeForm, RunForm, cleaned


def problem_with(form):
    with pytest.raises(Refused) as refused:
        cleaned(form)
    problem = refused.value.problem
    return problem.status, problem.code


def test_code_keeps_its_indentation_and_gets_unix_line_ends():
    form = CodeForm({"code": "\r\nfor p in Post.objects.all():\r\n    p\r\n"})
    assert cleaned(form)["code"] == "\nfor p in Post.objects.all():\n    p\n"


def test_code_of_just_the_allowed_bytes_passes_and_one_more_is_413(settings):
    settings.SANDBOX_CODE_BYTES = 100
    assert cleaned(CodeForm({"code": "é" * 50}))["code"] == "é" * 50
    assert problem_with(CodeForm({"code": "é" * 50 + "x"})) == (413, "code_too_long")


def test_carriage_returns_that_a_browser_adds_do_not_count(settings):
    settings.SANDBOX_CODE_BYTES = 4
    assert cleaned(CodeForm({"code": "1\r\n2\r\n"}))["code"] == "1\n2\n"


@pytest.mark.parametrize("code", ["", None, "1\x00", "'\ud800'", 5, ["1"], {"a": 1}])
def test_what_is_no_program_text_is_bad_input(code):
    assert problem_with(CodeForm({"code": code})) == (400, "bad_input")


def test_a_missing_field_is_bad_input():
    assert problem_with(CodeForm({})) == (400, "bad_input")


def test_a_run_without_a_scale_is_on_the_data_as_it_is():
    assert cleaned(RunForm({"code": "1", "dataset": "town-library"}))["scale"] == 1


@pytest.mark.parametrize(("scale", "expected"), [(2, 2), ("4", 4)])
def test_a_scale_is_a_number_of_the_list(scale, expected):
    assert cleaned(RunForm({"code": "1", "dataset": "d", "scale": scale}))["scale"] == expected


@pytest.mark.parametrize("scale", [3, -1, "many", [2]])
def test_another_scale_is_bad_input(scale):
    assert problem_with(RunForm({"code": "1", "dataset": "d", "scale": scale})) == (400, "bad_input")


@pytest.mark.parametrize(("given", "text"), [(101, "101"), ("myth", "myth"), (0, "0")])
def test_an_answer_is_text_or_a_number(given, text):
    assert cleaned(AnswerForm({"answer": given}))["answer"] == text


@pytest.mark.parametrize("given", ["", None, "x" * 201, [1], {"a": 1}])
def test_what_is_no_answer_is_bad_input(given):
    assert problem_with(AnswerForm({"answer": given})) == (400, "bad_input")
