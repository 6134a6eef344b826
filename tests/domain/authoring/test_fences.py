"""Fenced blocks as CommonMark finds them."""

from course.domain.authoring.fences import fences, prose

TEXT = """\
Before.

```predict loop
ask: How many?
```

```python
x = 1
```
"""


def test_kind_id_lines_and_body_are_found():
    ours, ordinary = fences(TEXT)
    assert (ours.kind, ours.id, ours.first, ours.last, ours.body) == ("predict", "loop", 3, 5, "ask: How many?\n")
    assert (ordinary.kind, ordinary.id, ordinary.info) == ("", "", "python")


def test_an_unknown_kind_is_ordinary_code():
    (fence,) = fences("```riddle one\n```")
    assert fence.kind == ""


def test_a_fence_inside_a_longer_one_is_its_text():
    (outer,) = fences("````markdown\n```predict loop\n```\n````")
    assert outer.body == "```predict loop\n```\n"


def test_tildes_fence_as_well():
    (fence,) = fences("~~~run one\ncode: 1\n```\n~~~")
    assert (fence.kind, fence.body) == ("run", "code: 1\n```\n")


def test_an_unclosed_fence_reaches_to_the_end():
    (fence,) = fences("```run one\ncode: 1")
    assert (fence.closed, fence.last) == (False, 2)


def test_inline_code_with_three_marks_is_no_fence():
    assert list(fences("```not a fence``` here\n")) == []


def test_prose_keeps_its_lines_without_the_fences():
    assert prose(TEXT).split("\n") == ["Before.", *[""] * 9]
