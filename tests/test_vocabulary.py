"""The names that editors complete, from the real models in the real jail, and the address they stand at."""

from __future__ import annotations

import json

import pytest

from course.domain.told import BadReport
from course.domain.vocabulary import read_vocabulary
from course.vocabulary import vocabulary_of, vocabulary_text

pytestmark = pytest.mark.usefixtures("sandbox", "live_dataset")

ADDRESS = "/editor/town-library/names.json"


def test_fields_relations_and_accessors_are_those_of_the_models():
    names = vocabulary_of("town-library")
    post = names.models["Post"]
    assert (post.fields["title"], post.fields["pk"], post.fields["author_id"]) == ("CharField", "BigAutoField", "BigAutoField")
    assert post.relations["author"] == ("Author", False)
    assert (post.relations["comment"], post.accessors["comment_set"]) == (("Comment", True), ("Comment", True))
    assert "comment_set" not in post.relations
    assert names.models["Member"].accessors["author"] == ("Author", False)
    assert {"icontains", "startswith"} < set(names.lookups["CharField"])
    assert {"year", "date", "gte"} < set(names.lookups["DateTimeField"])
    assert {"isnull", "in"} < set(names.lookups["ForeignKey"])


def test_methods_are_those_of_a_queryset_and_names_those_in_scope():
    names = vocabulary_of("town-library")
    assert {"filter", "select_related", "aggregate", "alias", "in_bulk"} < set(names.methods)
    assert not {"aget", "acount", "_fetch_all"} & set(names.methods)
    assert {"Post", "Q", "Count", "TODAY"} < set(names.scope)


def test_the_address_bears_the_hash_of_what_it_holds_and_is_kept_for_good(client, django_assert_num_queries):
    text, name = vocabulary_text("town-library")
    moved = client.get(ADDRESS)
    assert (moved.status_code, moved["Location"]) == (302, f"/editor/town-library/names-{name}.json")
    with django_assert_num_queries(1):
        response = client.get(moved["Location"])
    assert response.json() == json.loads(text)
    assert "immutable" in response["Cache-Control"]
    assert len(response.content) < 60_000


def test_an_older_hash_leads_to_the_current_one_and_a_strange_dataset_nowhere(client):
    assert client.get("/editor/town-library/names-0123456789abcdef.json").status_code == 302
    assert client.get("/editor/no-such-data/names.json").status_code == 404


@pytest.mark.parametrize("answer", [None, {"kind": "scalar", "item": {"models": {}}}, {"kind": "scalar", "item": [1, True]}])
def test_what_a_disturbed_process_tells_is_no_vocabulary(answer):
    with pytest.raises(BadReport):
        read_vocabulary(answer)


def marks(client, code):
    response = client.post("/api/marks", {"code": code, "dataset": "town-library"}, content_type="application/json")
    assert response.status_code == 200
    return [(one["line"], one["column"], one["severity"], one["message"]) for one in response.json()["marks"]]


def test_marks_of_code_as_it_stands(client):
    assert marks(client, "for post in Post.objects.filter(Q(views=1)):\n    print(TODAY)") == []
    assert marks(client, "é = Pots.objects.all()") == [(1, 4, "error", "Undefined name 'Pots'.")]
    assert marks(client, "import re\nPost.objects.count()") == [(1, 0, "warning", "'re' imported but unused.")]
    [(line, _, severity, message)] = marks(client, "for post in Post.objects.all()\n    print(post)")
    assert (line, severity, message) == (1, "error", "Expected ':'.")


def test_marks_are_refused_as_runs_are(client, settings):
    post = {"path": "/api/marks", "content_type": "application/json"}
    assert client.post(data={"code": "1", "dataset": "no-such-data"}, **post).status_code == 404
    assert client.post(data={"code": "x" * 20_000, "dataset": "town-library"}, **post).status_code == 413
    settings.SANDBOX_RUNS_PER_MINUTE = 0
    assert client.post(data={"code": "1", "dataset": "town-library"}, **post).status_code == 429
