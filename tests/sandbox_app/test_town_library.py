"""The data discriminates: its sizes, and every row that tells a right answer from a nearly right one."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from django.conf import settings

from tests.sandbox_app.orm import answers, child

SIZES = {
    "blog.Post": 100, "blog.Author": 20, "blog.Comment": 197, "blog.Vote": 190, "library.Book": 60, "library.Member": 40,
    "library.Loan": 160, "library.Staff": 24, "library.Role": 5, "blog.Tag": 12, "library.Profile": 30,
}

NUMBERS = {
    "staff with a manager": ("Staff.objects.filter(manager__isnull=False).count()", 22),
    "posts whose author has a country": ("Post.objects.filter(author__country__isnull=False).count()", 88),
    "team leads": ("Staff.objects.filter(role__name='Team Lead').count()", 7),
    "senior librarians": ("Staff.objects.filter(role__name='Senior Librarian').count()", 5),
    "managers": ("Staff.objects.filter(role__name='Manager').count()", 2),
    "books of TechCorp Press": ("Book.objects.filter(publisher__name='TechCorp Press').count()", 15),
    "posts of John Doe": ("Post.objects.filter(author__handle='john_doe').count()", 7),
    "posts of Asha Rao": ("Post.objects.filter(author__handle='asha_rao').count()", 9),
    "authors whom Asha Rao follows": ("Author.objects.get(handle='asha_rao').following.count()", 2),
    "active grants": ("AccessGrant.objects.filter(is_active=True).count()", 4),
    "comments of friends last week": (
        "Comment.objects.filter(member__friends__handle='m000', created__date__gte=LAST_WEEK).count()", 7),
    "loans of the Alice Smiths": ("Loan.objects.filter(member__name='Alice Smith').count()", 10),
    "books of the Alice Smiths": ("Book.objects.filter(loans__member__name='Alice Smith').distinct().count()", 7),
}

PUBLISHED = "Post.objects.filter(published=True)"
ASHA, JANE, SAM = (f"Author.objects.get(handle='{handle}')" for handle in ("asha_rao", "jane_roe", "sam_lee"))
WITNESSES = {
    "a draft is newer than the five newest published posts":
        f"Post.objects.filter(published=False).latest('created').created > {PUBLISHED}.latest('created').created",
    "posts of 2026 with exactly 1000 views": "Post.objects.filter(created__year=2026, views=1000).count() >= 2",
    "an author's featured post is read little and another one much, but none is both":
        f"({JANE}.posts.filter(featured=True, views__lt=1000).exists(), {JANE}.posts.filter(views__gte=1000).exists(),"
        f" {JANE}.posts.filter(featured=True, views__gte=1000).exists()) == (True, True, False)",
    "an author has two featured posts with many views": f"{SAM}.posts.filter(featured=True, views__gte=1000).count() == 2",
    "a branch has an active reader and an inactive admin":
        "Branch.objects.filter(accessgrant__is_active=True, accessgrant__permission_level='read')"
        ".filter(accessgrant__is_active=False, accessgrant__permission_level='admin')"
        ".exclude(pk__in=AccessGrant.objects.filter(is_active=True, permission_level='admin').values('branch')).exists()",
    "a branch has two active admins":
        "Branch.objects.annotate(n=Count('accessgrant', filter=Q(accessgrant__is_active=True,"
        " accessgrant__permission_level='admin'))).filter(n=2).exists()",
    "a branch has only an inactive grant":
        "Branch.objects.annotate(n=Count('accessgrant'), active=Count('accessgrant', filter=Q(accessgrant__is_active=True)))"
        ".filter(n=1, active=0).exists()",
    "the first member borrowed a book twice":
        "Member.objects.get(pk=1).borrowed_books.count() > Member.objects.get(pk=1).borrowed_books.distinct().count()",
    "there are two Alice Smiths, and they borrowed the same book":
        "Member.objects.filter(name='Alice Smith').count() == 2 and Book.objects.annotate(n=Count('loans__member',"
        " distinct=True, filter=Q(loans__member__name='Alice Smith'))).filter(n=2).exists()",
    "loans were returned late": "Loan.objects.filter(returned_on__gt=F('due_on')).count() > 5",
    "loans were returned on the very day": "Loan.objects.filter(returned_on=F('due_on')).count() > 5",
    "loans were returned early": "Loan.objects.filter(returned_on__lt=F('due_on')).count() > 5",
    "loans are still out at both named branches":
        "[Loan.objects.filter(branch__code=c, returned_on=None).exists() for c in ('north-01', 'south-01')] == [True] * 2",
    "a member returned nothing":
        "Member.objects.annotate(n=Count('loans'), back=Count('loans__returned_on')).filter(n__gt=0, back=0).exists()",
    "books of 2017 to 2021 are in another order by title than by year":
        "set(Book.objects.filter(pub_year__range=(2017, 2021)).values_list('pub_year', flat=True)) == {2017, 2018, 2019, 2020, 2021}"
        " and list(Book.objects.filter(pub_year__range=(2018, 2020)).order_by('title'))"
        " != list(Book.objects.filter(pub_year__range=(2018, 2020)).order_by('pub_year', 'title'))",
    "the first book's recommendations differ both ways":
        "bool(Book.objects.get(pk=1).recommended.all())"
        " and set(Book.objects.get(pk=1).recommended.all()) != set(Book.objects.get(pk=1).recommended_by.all())",
    "Asha Rao follows others than those who follow her":
        f"set({ASHA}.following.all()) != set({ASHA}.followers.all()) and {ASHA}.followers.exists()",
    "friends commented last week, and others too":
        "Comment.objects.filter(created__date__gte=LAST_WEEK).exclude(member__friends__handle='m000').exists()",
    "a manager has a read grant on harbour-01 and another has none there":
        "sorted(AccessGrant.objects.filter(branch__code='harbour-01', staff__role__name='Manager')"
        ".values_list('permission_level', flat=True)) == ['read']",
    "an author has no posts": "Author.objects.get(handle='nia_newman').posts.count() == 0",
    "there are two authors called Sam Lee": "Author.objects.filter(name='Sam Lee').count() == 2",
    "a role is empty and a genre is empty":
        "(Role.objects.filter(staff=None).count(), Genre.objects.filter(books=None).count()) == (1, 1)",
    "posts are reviewed, not reviewed, and not looked at":
        "set(Post.objects.values_list('reviewed', flat=True)) == {True, False, None}",
    "posts have no tags, others no comments":
        "Post.objects.filter(tags=None).count() > 4 and Post.objects.filter(comment=None).count() > 4",
    "a quarter of the members have no profile": "Member.objects.filter(profile=None).count() == 10",
    "the named rows are there":
        "Author.objects.get(pk=1).handle == 'asha_rao' and Author.objects.filter(handle__in=['john_doe', 'jane_roe']).count()"
        " == 2 and Branch.objects.filter(code__in=['north-01', 'south-01', 'harbour-01']).count() == 3"
        " and Member.objects.get(pk=1).handle == 'm000'",
    "nobody is called nobody": "not Author.objects.filter(handle='nobody').exists()",
    "member m003 voted": "Post.objects.filter(vote__member__handle='m003').exists()",
    "tags beginning with re are on the first post and missing there, and it has others":
        "(lambda on, re: bool(on & re) and bool(re - on) and bool(on - re))"
        "(set(Post.objects.get(pk=1).tags.all()), set(Tag.objects.filter(name__startswith='re')))",
    "tags are active and not": "set(Tag.objects.values_list('active', flat=True)) == {True, False}",
    "titles tell of Django in several spellings":
        "len({__import__('re').search('django', t, 2)[0] for t in Post.objects.filter(title__icontains='django')"
        ".values_list('title', flat=True)}) > 1",
    "titles hold each of the searched terms, none all":
        "[Post.objects.filter(title__icontains=t).exists() for t in ('dev', 'ops', 'infra')] == [True] * 3",
    "drafts of John Doe and of Jane Roe":
        "[Post.objects.filter(author__handle=h, published=False).exists() for h in ('john_doe', 'jane_roe')] == [True] * 2",
    "posts with more likes than comments, and with fewer":
        "0 < Post.objects.filter(likes__gt=F('comment_total')).count() < 100",
    "the copied comment count is stale":
        "0 < Post.objects.annotate(n=Count('comment')).exclude(comment_total=F('n')).count() < 100",
    "posts with two comments that wait":
        "Post.objects.annotate(n=Count('comment', filter=Q(comment__approved=False))).filter(n__gte=2).exists()",
    "posts with several votes and several comments":
        "Post.objects.annotate(v=Count('vote', distinct=True), c=Count('comment', distinct=True))"
        ".filter(v__gte=2, c__gte=2).exists()",
    "genres have many books and few":
        "(lambda found: any(n >= 3 for n in found) and any(0 < n < 3 for n in found))"
        "(list(Genre.objects.annotate(n=Count('books')).values_list('n', flat=True)))",
    "a followed author wrote since May and before":
        f"[a.posts.filter(created__date__gte=date(2026, 5, 1)).exists() and a.posts.filter(created__date__lt=date(2026, 5, 1))"
        f".exists() for a in {ASHA}.following.all()] == [True, True]",
    "Asha Rao commented as a member": f"{ASHA}.member.comments.exists() and {ASHA}.country is not None",
    "an active grant belongs to somebody who is not active":
        "AccessGrant.objects.filter(is_active=True, staff__is_active=False).exists()",
    "no two posts or comments share a moment":
        "[m.objects.values('created').distinct().count() == m.objects.count() for m in (Post, Comment)] == [True, True]",
    "comments are not stored in the order of time":
        "list(Comment.objects.order_by('pk')) != list(Comment.objects.order_by('created'))",
}


@pytest.fixture(scope="module")
def asked(images):
    numbers = {name: code for name, (code, _) in NUMBERS.items()}
    return answers(images / "base.sqlite3", WITNESSES | numbers)


def test_sizes_are_the_curriculums(town_library):
    assert {label: town_library.counts[label] for label in SIZES} == SIZES


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_that_exercises_state(asked, name):
    assert asked[name] == repr(NUMBERS[name][1])


@pytest.mark.parametrize("name", WITNESSES)
def test_witness(asked, name):
    assert asked[name] == "True", WITNESSES[name]


def test_no_key_is_asked_for_more_often_than_sqlite_allows(images):
    most = answers(images / "scale-4.sqlite3", {
        "most": "max(m.objects.count() for m in (Author, Post, Book, Member, Staff, Branch, Country, Publisher))"
    })
    assert int(most["most"]) <= 998


def test_the_committed_fixtures_are_what_the_generator_writes():
    ended = child("-m", "sandbox_app.town_library", "--check")
    assert ended.returncode == 0, ended.stderr


def test_check_tells_when_a_fixture_was_edited(tmp_path):
    assert child("-m", "sandbox_app.town_library", "--to", str(tmp_path)).returncode == 0
    blog = tmp_path / "blog.json"
    blog.write_text(blog.read_text().replace("Middlemarch", "Emma"))
    ended = child("-m", "sandbox_app.town_library", "--check", "--to", str(tmp_path))
    assert ended.returncode == 1
    assert str(blog) in ended.stderr


def texts(model: str, field: str) -> list[str]:
    app = model.split(".", maxsplit=1)[0]
    objects = json.loads((settings.FIXTURES_DIR / f"{app}.json").read_text())
    return [item["fields"][field] for item in objects if item["model"] == model]


def test_texts_read_like_a_town_library():
    titles, bodies = texts("blog.post", "title"), texts("blog.post", "body")
    assert len(set(titles)) == len(set(bodies)) == 100
    assert not [title for title in titles if re.search(r"(?i)(post|title|text) \d|lorem", title)]
    assert min(len(re.findall(r"[.!?](?= |\n|$)", body)) for body in bodies) >= 4
    assert len(set(texts("blog.comment", "text"))) == 197
    assert len(set(texts("library.book", "title"))) == len(set(texts("library.book", "summary"))) == 60
    namesakes = {name for name, count in Counter(texts("library.member", "name")).items() if count > 1}
    assert namesakes == {"Alice Smith"}
