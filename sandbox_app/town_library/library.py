"""Writes the library's side: branches, staff, books, members, loans and reviews."""

from __future__ import annotations

from datetime import date, timedelta

from sandbox_app.town_library.people import BRANCHES, MEMBER_NAMES, PROFILE_BIOS, ROLES, STAFF
from sandbox_app.town_library.shelves import BOOKS, COUNTRIES, GENRES, PUBLISHERS
from sandbox_app.town_library.talk import REVIEWS
from sandbox_app.town_library.town import TODAY, Town

FIRST_ALICE, SECOND_ALICE = 2, 7
RETURNS_NOTHING = 8
FRIENDS_OF_THE_FIRST = (4, 9, 12, 15, 22)
LOANS = 160
PLANNED_LOANS: tuple[tuple[int, tuple[int, ...]], ...] = (
    (1, (1, 7, 1, 14, 21)),  # the same book twice
    (FIRST_ALICE, (3, 12, 19, 26, 3)),
    (SECOND_ALICE, (3, 12, 33, 40, 47)),  # two of them as the other Alice
    (RETURNS_NOTHING, (5, 28, 52)),
)
GRANTS: tuple[tuple[int, str, str, bool], ...] = (
    # staff, branch, level, active
    (3, "north-01", "admin", True), (4, "north-01", "admin", True), (10, "north-01", "read", False),
    (5, "south-01", "read", True), (6, "south-01", "admin", False),
    (1, "harbour-01", "read", True), (8, "harbour-01", "admin", False),
    (7, "market-01", "read", False),
)
NOT_WORKING_NOW = (4, 8, 19)


def write_library(town: Town) -> None:
    write_places(town)
    write_staff(town)
    write_books(town)
    write_members(town)
    write_loans(town)
    write_reviews(town)


def write_places(town: Town) -> None:
    for name, code in COUNTRIES:
        town.add("blog.country", name=name, code=code)
    for code, city in BRANCHES:
        town.add("library.branch", code=code, city=city)


def write_staff(town: Town) -> None:
    for name in ROLES:
        town.add("library.role", name=name)
    leads = [key for key, (_, role) in enumerate(STAFF, start=1) if role == "Team Lead"]
    pay = {"Manager": 46_000, "Team Lead": 34_500, "Senior Librarian": 31_000, "Librarian": 26_500}
    for key, (name, role) in enumerate(STAFF, start=1):
        years = town.random.randint(1, 24)
        boss = {"Manager": None, "Team Lead": 1 + key % 2}.get(role, leads[key % len(leads)])
        town.add(
            "library.staff", full_name=name, email=f"{name.lower().replace(' ', '.')}@wrenmouth-library.example",
            years_of_service=years, salary=f"{pay[role] + 310 * years + 7 * key}.00",
            bonus=f"{150 + 25 * years + key}.50",
            is_active=key not in NOT_WORKING_NOW, role=town.key("library.role", "name", role),
            branch=1 + (key * 5) % len(BRANCHES), manager=boss,
        )
    for staff, code, level, active in GRANTS:
        town.add("library.accessgrant", permission_level=level, is_active=active, staff=staff,
                 branch=town.key("library.branch", "code", code))


def isbn(number: int) -> str:
    """A thirteen-digit number with a right check digit."""
    digits = f"978199{number:06d}"
    check = -sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(digits)) % 10
    return f"{digits}{check}"


def write_books(town: Town) -> None:
    for name, code in PUBLISHERS:
        town.add("library.publisher", name=name, country=town.key("blog.country", "code", code))
    for name in GENRES:
        town.add("library.genre", name=name)
    for key, (title, year, publisher, genres, summary) in enumerate(BOOKS, start=1):
        town.add(
            "library.book", title=title, isbn=isbn(4021 + 379 * key), pub_year=year,
            pages=town.random.randint(6, 60) * 8,
            copies=town.random.randint(1, 5), in_print=year > 2016 and key % 7 != 0, summary=summary,
            publisher=town.key("library.publisher", "name", publisher),
            authors=sorted(town.sample(range(1, 21), town.random.choice((1, 1, 2)))),
            genres=sorted(town.key("library.genre", "name", name) for name in genres.split()),
            recommended=[],
        )
    for key, book in town.numbered("library.book"):
        others = [other for other in range(1, len(BOOKS) + 1) if other != key]
        book["recommended"] = sorted(town.sample(others, 3 if key == 1 else town.random.randint(0, 3)))


def write_members(town: Town) -> None:
    for key, name in enumerate(MEMBER_NAMES, start=1):
        handle = f"m{key - 1:03d}"
        town.add(
            "library.member", name=name, handle=handle, email=f"{handle}@post.wrenmouth.example",
            joined=town.day(date(2009, 1, 5), date(2026, 5, 30)), is_active=key % 11 != 0,
            home_branch=None if key % 8 == 0 else town.random.randint(1, len(BRANCHES)), friends=[],
        )
    for key, bio in zip((key for key in range(1, 41) if key % 4), PROFILE_BIOS, strict=True):
        town.add("library.profile", bio=bio, newsletter=town.chance(0.4), member=key)
    pairs = {(1, friend) for friend in FRIENDS_OF_THE_FIRST}
    while len(pairs) < 38:
        pairs.add(tuple(sorted(town.sample(range(2, 41), 2))))
    for one, other in sorted(pairs):
        town.get("library.member", one)["friends"].append(other)
        town.get("library.member", other)["friends"].append(one)


def write_loans(town: Town) -> None:
    planned = [(member, book) for member, books in PLANNED_LOANS for book in books]
    others = [member for member in range(4, 37) if member not in (SECOND_ALICE, RETURNS_NOTHING)]
    open_places = range(LOANS - len(planned))
    planned += [(town.random.choice(others), town.random.randint(1, len(BOOKS))) for _ in open_places]
    for member, book in planned:
        loaned = town.day(date(2025, 2, 3), date(2026, 6, 27))
        renewals = town.random.choice((0, 0, 0, 1, 1, 2))
        due = loaned + timedelta(days=21 + 14 * renewals)
        returned = None if member == RETURNS_NOTHING else return_day(town, loaned, due)
        town.add("library.loan", loaned_on=loaned, due_on=due, returned_on=returned, renewals=renewals,
                 member=member, book=book, branch=town.random.randint(1, len(BRANCHES)))


def return_day(town: Town, loaned: date, due: date) -> date | None:
    """Mostly in time, some on the very day, some late; None while the book is out."""
    late = town.random.randint(1, 30)
    early = town.day(loaned + timedelta(days=2), due)
    day = town.random.choices((early, due, due + timedelta(days=late)), (65, 12, 23))[0]
    return None if day >= TODAY or town.chance(0.06) else day


def write_reviews(town: Town) -> None:
    pairs = town.sample(((book, member) for book in range(1, 57) for member in range(1, 41)), 110)
    for book, member in pairs:
        rating = town.random.choices((1, 2, 3, 4, 5), (5, 12, 28, 35, 20))[0]
        town.add("library.review", rating=rating, text=town.random.choice(REVIEWS[rating]), book=book, member=member)
