"""Runs of the toolbar lab's pages through the test client, and what came back."""

from __future__ import annotations

import html
import re

from django.conf import settings

from course.content import read_labs

POSTS, LOANS, DASHBOARD = read_labs(settings.LABS_DIR)[0]
PARTIAL = {"X-Partial": "1"}


def run(client, view=POSTS.view_code, template=POSTS.template_text, partial=True, lab="posts"):
    return client.post(f"/lab/{lab}/", {"code": view, "template": template}, headers=PARTIAL if partial else {})


def said(response):
    return html.unescape(re.search(r'data-announce="([^"]*)"', response.content.decode())[1])


def text(response):
    return html.unescape(response.content.decode())
