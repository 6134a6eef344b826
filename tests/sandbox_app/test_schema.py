"""The models are the curriculum's: tables, columns, accessors, and migrations that say the same."""

from __future__ import annotations

import pytest

from tests.sandbox_app.orm import answers, child

ACCESSORS = {
    "Country": ["authors", "publishers"],
    "Author": ["books", "followers", "posts"],
    "Category": ["post_set"],
    "Tag": ["posts"],
    "Post": ["comment_set", "vote_set"],
    "Publisher": ["books"],
    "Genre": ["books"],
    "Book": ["borrowers", "loans", "posts", "recommended_by", "reviews"],
    "Branch": ["accessgrant_set", "loans", "members", "team"],
    "Role": ["staff_set"],
    "Staff": ["accessgrant_set", "administered_branches", "reports"],
    "Member": ["author", "comments", "loans", "profile", "reviews", "votes"],
}
NO_ACCESSORS = ["Comment", "Vote", "AccessGrant", "Profile", "Loan", "Review"]
COLUMNS = {
    "Post": ["id", "title", "body", "published", "featured", "reviewed", "created", "views", "likes", "comment_total",
             "author_id", "book_id"],
    "Staff": ["id", "full_name", "email", "years_of_service", "salary", "bonus", "is_active", "role_id", "branch_id",
              "manager_id"],
    "Loan": ["id", "loaned_on", "due_on", "returned_on", "renewals", "member_id", "book_id", "branch_id"],
    "Author": ["id", "name", "handle", "email", "bio", "avatar_url", "is_active", "country_id", "member_id"],
}
WITHOUT_IMPORT = {
    "Q", "F", "Count", "Sum", "Avg", "Min", "Max", "Prefetch", "Exists", "OuterRef", "Subquery", "Value", "Case", "When",
    "Coalesce", "Decimal", "date", "timedelta", "TODAY", "LAST_WEEK", "transaction", "IntegrityError", "connection",
    "reset_queries", "datetime", "models",
}


@pytest.fixture(scope="module")
def schema(images):
    reverse = ("sorted(r.get_accessor_name() for r in {0}._meta.related_objects if not r.hidden"
               " and not r.get_accessor_name().endswith('+'))")
    asked = {f"accessors of {model}": reverse.format(model) for model in [*ACCESSORS, *NO_ACCESSORS]}
    asked |= {f"columns of {model}": f"[f.column for f in {model}._meta.concrete_fields]" for model in COLUMNS}
    asked["names"] = "sorted(__import__('sandbox_app.scope').scope.names())"
    asked["models"] = "sorted(m.__name__ for m in __import__('django').apps.apps.get_models())"
    asked["ordered"] = "[m for m in __import__('django').apps.apps.get_models() if m._meta.ordering]"
    asked["unexplained"] = "[m for m in __import__('django').apps.apps.get_models() if m.__doc__.startswith(m.__name__ + '(')]"
    asked["texts"] = "[str(m.objects.first())[:7] for m in __import__('django').apps.apps.get_models()]"
    asked["links"] = "(Post.tags.through._meta.db_table, Member.borrowed_books.through is Loan)"
    asked["symmetrical"] = "[m.remote_field.symmetrical for m in (Member.friends.field, Author.following.field)]"
    asked["dates"] = "(TODAY.isoformat(), LAST_WEEK.isoformat())"
    return answers(images / "base.sqlite3", asked)


@pytest.mark.parametrize("model", [*ACCESSORS, *NO_ACCESSORS])
def test_each_model_is_reached_backwards_under_the_curriculums_names(schema, model):
    assert schema[f"accessors of {model}"] == repr(ACCESSORS.get(model, []))


@pytest.mark.parametrize("model", COLUMNS)
def test_tables_have_the_curriculums_columns(schema, model):
    assert schema[f"columns of {model}"] == repr(COLUMNS[model])


def test_names_in_scope_are_the_models_and_the_curriculums_list(schema):
    assert schema["models"] == repr(sorted([*ACCESSORS, *NO_ACCESSORS]))
    assert schema["names"] == repr(sorted(WITHOUT_IMPORT | set(ACCESSORS) | set(NO_ACCESSORS)))
    assert schema["dates"] == repr(("2026-06-30", "2026-06-23"))


def test_no_model_has_an_order_of_its_own_and_each_explains_itself(schema):
    assert schema["ordered"] == "[]"
    assert schema["unexplained"] == "[]"
    assert "object" not in schema["texts"]


def test_link_tables_are_implicit_or_through_a_model(schema):
    assert schema["links"] == repr(("blog_post_tags", True))
    assert schema["symmetrical"] == "[True, False]"


def test_migrations_say_what_the_models_say():
    ended = child("-m", "django", "makemigrations", "--check", "--dry-run")
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_django_finds_nothing_to_complain_about():
    ended = child("-W", "error", "-m", "django", "check")
    assert ended.returncode == 0, ended.stderr
