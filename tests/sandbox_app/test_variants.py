"""Larger databases and the hidden one: whole, the same each time, and with other answers."""

from __future__ import annotations

import sqlite3

import pytest

from tests.sandbox_app.orm import answers

VARIANTS = ("base", "scale-2", "scale-4", "hidden")
ONE_OF_MANY = {
    # An answer of almost every kind that exercises ask for; a copy of the base data's answer must be wrong elsewhere.
    "a column of all posts": "sorted(Post.objects.values_list('title', 'author_id'))",
    "the author of the first post": "Post.objects.get(pk=1).author.name",
    "posts of a named author": "sorted(Post.objects.filter(author__handle='asha_rao').values_list('pk', flat=True))",
    "followers of a named author": "sorted(Author.objects.get(handle='asha_rao').followers.values_list('pk', flat=True))",
    "staff and their managers": "sorted(Staff.objects.values_list('full_name', 'manager__full_name'), key=repr)",
    "books of the first member": "sorted(set(Member.objects.get(pk=1).borrowed_books.values_list('pk', flat=True)))",
    "the newest posts": "list(Post.objects.filter(published=True).order_by('-created').values_list('pk', flat=True)[:5])",
    "the second page": "list(Post.objects.order_by('-created').values_list('pk', flat=True)[10:20])",
    "titles about Django": "sorted(Post.objects.filter(title__icontains='django').values_list('pk', flat=True))",
    "books of some years": "list(Book.objects.filter(pub_year__range=(2018, 2020)).order_by('pub_year', 'title').values_list('pk', flat=True))",
    "posts a member voted for": "sorted(Post.objects.filter(vote__member__handle='m003').values_list('pk', flat=True))",
    "posts not reviewed": "sorted(Post.objects.exclude(reviewed=True).values_list('pk', flat=True))",
    "late loans": "sorted(Loan.objects.filter(returned_on__gt=F('due_on')).values_list('pk', flat=True))",
    "average views": "Post.objects.aggregate(Avg('views'))",
    "posts of each author": "sorted(Author.objects.annotate(n=Count('posts')).values_list('handle', 'n'))",
    "the tags used most": "[t.name for t in Tag.objects.annotate(n=Count('posts')).order_by('-n', 'name')[:3]]",
    "books of each genre": "sorted(Genre.objects.annotate(n=Count('books')).values_list('name', 'n'))",
    "loans and members": "sorted(Loan.objects.values_list('pk', 'member__name'))",
    "team leads": "sorted(Staff.objects.filter(role__name='Team Lead').values_list('full_name', flat=True))",
    "members and profiles": "sorted(Member.objects.values_list('name', 'profile__bio'), key=repr)",
    "ratings of a publisher's books": "sorted(Book.objects.filter(publisher__name='TechCorp Press').values_list('title', 'reviews__rating'), key=repr)",
    "the feed of a member": "list(Comment.objects.filter(member__friends__handle='m000').order_by('-created').values_list('text', flat=True))",
    "staff of each role": "sorted(Role.objects.annotate(n=Count('staff', filter=Q(staff__is_active=True))).values_list('name', 'n'))",
    "active grants": "sorted(AccessGrant.objects.filter(is_active=True).values_list('staff__full_name', 'branch__code'))",
    "branches with an active admin": "sorted(set(AccessGrant.objects.filter(is_active=True, permission_level='admin').values_list('branch', flat=True)))",
    "active grants of each branch": "list(Branch.objects.annotate(n=Count('accessgrant', filter=Q(accessgrant__is_active=True))).order_by('code').values_list('code', 'n'))",
    "recommendations": "list(Book.objects.get(pk=1).recommended.order_by('title').values_list('title', flat=True))",
    "how many posts": "Post.objects.count()",
}
NAMED = (
    "(Post.objects.get(pk=1).pk, Vote.objects.get(pk=1).pk, Loan.objects.get(pk=1).pk, Book.objects.get(pk=1).pk,"
    " Author.objects.get(handle='asha_rao').pk, Author.objects.get(handle='nia_newman').pk, Member.objects.get(handle='m003').pk,"
    " Branch.objects.get(code='north-01').pk, Role.objects.get(name='Team Lead').pk, Tag.objects.get(name='research').pk)"
)
PER_OWNER = {
    "asha's posts": "Author.objects.get(handle='asha_rao').posts.count()",
    "how many team leads": "Staff.objects.filter(role__name='Team Lead').count()",
    "posts under a tag": "Tag.objects.get(name='reading').posts.count()",
    "a post's comments": "max(Post.objects.filter(pk__lte=100).annotate(n=Count('comment')).values_list('n', flat=True))",
}


@pytest.fixture(scope="module")
def found(images):
    asked = ONE_OF_MANY | PER_OWNER | {"named": NAMED}
    return {variant: answers(images / f"{variant}.sqlite3", asked) for variant in VARIANTS}


@pytest.fixture(scope="module")
def databases(images):
    opened = {variant: sqlite3.connect(images / f"{variant}.sqlite3") for variant in VARIANTS}
    yield opened
    for database in opened.values():
        database.close()


def counts(database: sqlite3.Connection) -> dict[str, int]:
    tables = [name for (name,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")]
    return {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


@pytest.mark.parametrize("variant", VARIANTS)
def test_foreign_keys_are_whole(databases, variant):
    assert databases[variant].execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("times", [2, 4])
def test_every_table_grows_by_the_scale(databases, times):
    base = counts(databases["base"])
    assert counts(databases[f"scale-{times}"]) == {table: number * times for table, number in base.items()}


@pytest.mark.parametrize("name", PER_OWNER)
def test_what_hangs_on_one_named_row_grows_too(found, name):
    base, twice, four_times = (int(found[variant][name]) for variant in ("base", "scale-2", "scale-4"))
    assert base < twice < four_times


@pytest.mark.parametrize("variant", VARIANTS)
def test_rows_that_exercises_name_are_there(found, variant):
    assert found[variant]["named"] == found["base"]["named"]


@pytest.mark.parametrize("name", ONE_OF_MANY)
def test_an_answer_copied_from_the_base_data_is_wrong_on_the_hidden_data(found, name):
    assert found["hidden"][name] != found["base"][name]
    assert found["hidden"][name] not in ("[]", "None")


def test_the_hidden_data_is_smaller_but_keeps_most(databases):
    base, hidden = counts(databases["base"]), counts(databases["hidden"])
    assert all(hidden[table] <= base[table] for table in base)
    assert base["blog_post"] * 0.7 < hidden["blog_post"] < base["blog_post"]
    assert hidden["blog_author"] == base["blog_author"]


def test_friendship_stays_mutual_and_nobody_follows_themselves(databases):
    for database in databases.values():
        friends = set(database.execute("SELECT from_member_id, to_member_id FROM library_member_friends"))
        assert friends == {(other, one) for one, other in friends}
        following = database.execute("SELECT count(*) FROM blog_author_following WHERE from_author_id = to_author_id")
        assert following.fetchone() == (0,)


def test_clones_never_tie_where_the_originals_do_not(databases):
    moments = "SELECT count(*) - count(DISTINCT created) FROM blog_post"
    titles = "SELECT count(*) - count(DISTINCT title) FROM blog_post"
    for database in databases.values():
        assert database.execute(moments).fetchone() == database.execute(titles).fetchone() == (0,)


def test_texts_of_clones_fit_their_columns(databases):
    longest = databases["scale-4"].execute(
        "SELECT max(length(code)), (SELECT max(length(isbn)) FROM library_book) FROM blog_country").fetchone()
    assert longest == (2, 13)


def test_dates_of_a_hidden_loan_stay_in_order(databases):
    wrong = databases["hidden"].execute(
        "SELECT count(*) FROM library_loan WHERE due_on < loaned_on OR returned_on < loaned_on")
    assert wrong.fetchone() == (0,)
