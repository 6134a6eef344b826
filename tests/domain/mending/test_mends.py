"""Edits of code: the least that takes the advice, and none where it is not certain what to edit."""

from __future__ import annotations

import ast
import random
import re
from dataclasses import replace

import pytest

from course.domain.mending.mends import Mend, mended
from tests.domain.mending.advised import AUTHOR, COUNTED_UP, ONLY_PUBLISHED, found
from tests.domain.mending.asked_together import ASKED_TOGETHER
from tests.domain.mending.computed import COMPUTED
from tests.domain.mending.left_alone import LEFT_ALONE
from tests.domain.mending.loaded import LOADED

MENDED = [*LOADED, *COMPUTED, *ASKED_TOGETHER]


@pytest.mark.parametrize(("code", "findings", "expected"), [case[1:] for case in MENDED], ids=[case[0] for case in MENDED])
def test_the_least_edit_takes_the_advice(code, findings, expected):
    mend = mended(code, [found(*one) for one in findings])
    assert mend is not None
    assert mend.code == expected
    assert len(mend.findings) == len(findings)


@pytest.mark.parametrize(("code", "findings"), [case[1:] for case in LEFT_ALONE], ids=[case[0] for case in LEFT_ALONE])
def test_where_the_edit_is_not_certain_none_is_made(code, findings):
    assert mended(code, [found(*one) for one in findings]) is None


def test_what_cannot_be_mended_does_not_keep_the_rest_from_being():
    code = "for p in Post.objects.all():\n    p.author.name, p.tags.filter(active=True)"
    advice = [found(2, ("filter_on_prefetched", "Post.tags", "Prefetch(...)")), found(2, AUTHOR)]
    mend = mended(code, advice)
    assert mend is not None
    assert [one.relation for one in mend.findings] == ["Post.author"]


def test_of_two_fixes_for_one_place_that_of_more_statements_is_made():
    code = "for p in Post.objects.all():\n    if p.published:\n        p.views = 1\n        p.save()"
    once = replace(found(2, ONLY_PUBLISHED), count=1)
    often = found(4, (*COUNTED_UP[:2], "filter(published=True).update(views=1)"))
    mend = mended(code, [once, often])
    assert mend == Mend("Post.objects.filter(published=True).update(views=1)", (often,))


def test_whatever_a_finding_says_of_whatever_program_nothing_breaks():
    """Findings rest on what a learner's process says; what cannot be used gives no edit."""
    chance = random.Random(4)
    kinds = [kind for case in (*MENDED, *LEFT_ALONE) for _, kind in case[2]]
    programs = [case[1] for case in (*MENDED, *LEFT_ALONE) if len(case[1]) < 1_000]
    mended_ones = 0
    for _ in range(3_000):
        code = chance.choice(programs)
        if chance.random() < 0.3:
            code = code.replace(chance.choice(("\n", " ", "(")), chance.choice(("\r\n", "  ", "(\n")))
        lines = range(1, code.count("\n") + 2)
        mend = mended(code, [found(chance.choice(lines), chance.choice(kinds)) for _ in range(chance.randint(1, 4))])
        if mend:
            mended_ones += 1
            ast.parse(mend.code)
    assert mended_ones > 50


def test_a_program_too_large_to_be_read_in_passing_is_left_alone():
    code = "for p in Post.objects.all():\n    p.author.name\n"
    assert mended(code, [found(2, AUTHOR)])
    assert mended(code + "x = 1\n" * 1_000, [found(2, AUTHOR)]) is None


def test_a_mended_program_is_not_mended_again():
    code = re.sub(" +$", "", 'for p in Post.objects.select_related("author"):\n    p.author.name')
    assert mended(code, [found(2, AUTHOR)]) is None
