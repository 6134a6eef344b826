"""Fixes of a lab's page that are offered have been rendered: in the real jail, the same page to the byte, for less."""

from __future__ import annotations

import pytest
from django.conf import settings

from course import labs
from course.content import read_labs
from course.domain.run import DataImage
from course.mended_labs import proven_page_mend

POSTS, LOANS, DASHBOARD = read_labs(settings.LABS_DIR)[0]


@pytest.fixture
def offered(sandbox, town_library):
    image = DataImage("town-library", town_library.version)

    def offer(lab, view=None, template=None):
        view, template = view or lab.view_code, template or lab.template_text
        return proven_page_mend(lab, view, template, labs.evaluate_on(lab, view, template, image).run)

    return offer


@pytest.mark.parametrize(
    ("lab", "after", "view_lines", "template_lines"),
    [
        (POSTS, 2, ['.select_related("author").prefetch_related("tags").annotate(n=Count("comment"))'], ["total=post.n"]),
        (LOANS, 2, ['.select_related("member", "book")'], []),
        (DASHBOARD, 67, ['.select_related("book", "member")', '.prefetch_related("authors")', '.annotate(n=Count("loans"))',
                         '.select_related("role")', "person.job = person.role", '.only("title", "body")'], ["{{ member.n }}"]),
    ],
    ids=["posts", "loans", "dashboard"],
)  # fmt: skip
def test_the_starting_code_is_mended_and_what_changes_is_told(offered, lab, after, view_lines, template_lines):
    mend = offered(lab)
    assert (mend.before, mend.after) == (lab.queries, after)
    for changes, parts in ((mend.view_changes, view_lines), (mend.template_changes, template_lines)):
        added = [line.text for line in changes if line.kind == "added"]
        assert len(added) == len(parts)
        assert all(part in text for part, text in zip(parts, added, strict=True))


def test_what_is_offered_shows_the_same_page_on_data_that_nobody_has_seen(offered, town_library):
    mend = offered(POSTS)
    graded = labs.evaluate_on(POSTS, mend.view, mend.template, DataImage("town-library", town_library.version))
    assert (graded.grade.passed, graded.run.query_count) == (True, 2)


COUNTS_ITSELF = """
from django.test.utils import CaptureQueriesContext


def post_list(request):
    posts = Post.objects.order_by("-created", "pk")
    with CaptureQueriesContext(connection) as sent:
        page = render(request, "blog/post_list.html", {"posts": posts})
    SAID
    return page
"""


@pytest.mark.parametrize(
    ("said", "is_offered"),
    [
        ("page.write(str(len(sent)))", False),
        ("print(len(sent))", False),
        ("page.status_code = 200 + len(sent)", False),
        ("Tag.objects.create(name='new')", False),
        ("pass", True),
    ],
    ids=["another page", "another output", "another status", "writes", "the same"],
)
def test_a_fix_that_is_not_proven_is_not_offered(offered, said, is_offered):
    view = "from django.shortcuts import render\n" + COUNTS_ITSELF.replace("SAID", said)
    assert (offered(POSTS, view) is not None) is is_offered


def test_a_page_that_fails_or_has_nothing_to_mend_gets_none(offered):
    assert [offered(POSTS, "1 / 0"), offered(POSTS, POSTS.solution_view)] == [None, None]
