"""Authors' drawings: what passes, what is left out, and how it is told."""

import pytest

from course.domain.authoring.diagram import clean_diagram

DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" aria-labelledby="t d">
  <title id="t">Two boxes</title><desc id="d">One &amp; one</desc>
  <rect class="dg-box" x="1" y="1" width="3" height="3"/>
  <path marker-end="url(#arrow)" d="M0 0"/>
</svg>"""


def test_shapes_titles_and_classes_pass_and_ids_become_the_drawings_own():
    drawn = clean_diagram(DRAWING, "boxes")
    assert drawn.faults == ()
    assert '<title id="diagram-boxes-t">Two boxes</title><desc id="diagram-boxes-d">One &amp; one</desc>' in drawn.svg
    assert 'aria-labelledby="diagram-boxes-t diagram-boxes-d"' in drawn.svg
    assert 'role="img"' in drawn.svg
    assert 'marker-end="url(#diagram-boxes-arrow)"' in drawn.svg
    assert '<rect class="dg-box" x="1" y="1" width="3" height="3"></rect>' in drawn.svg


def test_the_label_speaks_for_a_drawing_without_title():
    assert 'aria-label="A &lt;line&gt;"' in clean_diagram("<svg><path d='M0 0'/></svg>", "line", "A <line>").svg


@pytest.mark.parametrize(
    "harmful",
    [
        "<script>alert(1)</script>",
        "<style>* {display: none}</style>",
        "<foreignObject><p>x</p></foreignObject>",
        "<image href='https://example.org/x.png'/>",
        "<a href='javascript:alert(1)'><text>x</text></a>",
        "<rect onclick='alert(1)'/>",
        "<rect style='fill: red'/>",
        "<rect fill='url(https://example.org/x)'/>",
        "<rect fill='URL(//example.org)'/>",
        "<use href='#a'/>",
        "<animate attributeName='href' to='javascript:alert(1)'/>",
    ],
)
def test_what_could_run_load_or_restyle_is_left_out_and_told(harmful):
    drawn = clean_diagram(f"<svg>\n<g/>{harmful}</svg>", "x")
    assert drawn.svg.replace("<rect></rect>", "") == '<svg class="diagram" role="img">\n<g></g></svg>'
    assert [fault.line for fault in drawn.faults] == [2]


def test_a_doctype_is_refused():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg><text>&a;</text></svg>'
    assert clean_diagram(bomb, "x").svg == ""
    assert [fault.problem for fault in clean_diagram(bomb, "x").faults] == ["the drawing has a DOCTYPE"]


@pytest.mark.parametrize(("text", "problem"), [
    ("<svg>", "this is not XML (no element found)"),
    ("<html/>", "the drawing begins with <html>"),
])
def test_what_is_no_drawing_is_told(text, problem):
    drawn = clean_diagram(text, "x")
    assert (drawn.svg, [fault.problem for fault in drawn.faults]) == ("", [problem])
