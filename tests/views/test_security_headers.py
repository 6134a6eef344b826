from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

PAGES = ["/", "/lessons/one-join/", "/progress/", "/accounts/login/", "/accounts/signup/", "/nowhere"]


def directives(response):
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("address", PAGES)
def test_every_page_allows_code_and_styles_of_its_own_only(client, db, address):
    policy = directives(client.get(address))
    assert policy["default-src"] == ["'self'"]
    assert [policy[name] for name in ("object-src", "base-uri", "frame-ancestors")] == [["'none'"]] * 3
    for name in ("script-src", "style-src"):
        assert policy[name][0] == "'self'"
        assert [source for source in policy[name][1:] if not re.fullmatch(r"'nonce-[\w+/=-]{16,}'", source)] == []


def test_the_nonce_of_a_page_is_that_of_its_policy_and_never_the_same(client, db):
    nonces = []
    for _ in range(2):
        response = client.get("/lessons/one-join/")
        nonces.append(re.search(r'<meta name="csp-nonce" content="([^"]+)"', response.content.decode())[1])
        assert f"'nonce-{nonces[-1]}'" in directives(response)["style-src"]
    assert nonces[0] != nonces[1]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_holds_inline_code_or_styles_or_asks_another_host(client, db, address):
    page = client.get(address).content.decode()
    assert re.findall(r"\sstyle=|<style|\son\w+=|javascript:", page) == []
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", page) == []


@pytest.mark.parametrize("address", PAGES)
def test_every_page_forbids_framing_and_sniffing_and_keeps_its_address_to_itself(client, db, address):
    response = client.get(address)
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_cookies_are_out_of_reach_for_scripts_and_other_sites(client, db):
    client.post("/lessons/one-innocent-loop/answers/loop-over-posts/", {"answer": "101"})
    session = client.cookies["sessionid"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")


def test_the_toolbars_pages_are_not_there_outside_development(client, db):
    assert client.get("/__debug__/render_panel/").status_code == 404


@pytest.mark.parametrize(("debug", "outcome"), [("true", "/__debug__/render_panel/"), ("false", "NoReverseMatch")])
def test_the_toolbar_is_there_in_development_and_only_there(debug, outcome, tmp_path):
    code = (
        "import django; django.setup()\n"
        "from django.urls import NoReverseMatch, reverse\n"
        "try: print(reverse('djdt:render_panel'))\n"
        "except NoReverseMatch: print('NoReverseMatch')\n"
    )
    site = {"DJANGO_SETTINGS_MODULE": "course.settings", "DEBUG": debug, "LOCAL_HTTP": "true", "VAR_DIR": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", code], env=os.environ | site, capture_output=True, text=True)
    assert run.stdout.strip() == outcome, run.stderr
