"""Writes the blog's side: authors, posts, comments and votes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sandbox_app.town_library.library import FRIENDS_OF_THE_FIRST
from sandbox_app.town_library.people import AUTHORS
from sandbox_app.town_library.post_list import POSTS
from sandbox_app.town_library.post_texts import ENDINGS, MIDDLES
from sandbox_app.town_library.shelves import CATEGORIES, TAGS, TAGS_OF_CATEGORY
from sandbox_app.town_library.talk import COMMENT_BEGINNINGS, COMMENT_ENDS
from sandbox_app.town_library.town import FIRST_DAY, LAST_WEEK, TODAY, Fields, Town
from sandbox_app.town_library.witnesses import plant_comment_totals, plant_posts

COMMENTS, VOTES = 197, 190
COMMENTS_OF_FRIENDS_LAST_WEEK = 7
ASHA_AS_MEMBER = 3
MEMBERS_OF_AUTHORS = {1: ASHA_AS_MEMBER, 5: 17, 8: 21, 12: 26, 16: 30, 18: 34}
FOLLOWED: dict[int, tuple[int, ...]] = {
    1: (3, 4), 2: (1, 14), 3: (1, 10), 4: (20, 5), 5: (1,), 7: (13, 1), 9: (2, 14, 17), 10: (3,), 11: (1, 15, 7),
    13: (7,), 14: (9, 2), 16: (10, 18), 18: (12,), 19: (1, 20, 7), 20: (4,),
}
SECTIONS_OF_AUTHOR: dict[str, tuple[str, ...]] = {
    "asha_rao": ("Book talk",), "john_doe": ("Local history",), "jane_roe": ("Computers and help",),
    "sam_lee": ("Events",), "sam_lee_poet": ("Book talk", "Events"), "margaret_oduya": ("Children and families",),
    "tom_hargreaves": ("Behind the desk",), "eilidh_fraser": ("Local history",),
    "piotr_zielinski": ("Computers and help",),
    "grace_bellamy": ("Book talk", "News"), "owen_pritchard": ("Gardens and outdoors",),
    "fatima_siddiqui": ("Children and families",), "derek_winstanley": ("Local history", "News"),
    "chloe_marchetti": ("Behind the desk", "Book talk"), "kwame_mensah": ("Computers and help", "Gardens and outdoors"),
    "ruth_ashworth": ("Behind the desk",), "henry_tully": ("Gardens and outdoors",),
    "priya_nair": ("News", "Behind the desk"), "bethan_lloyd": ("Events", "News"),
}


def write_blog(town: Town) -> None:
    write_authors(town)
    for title in CATEGORIES:
        town.add("blog.category", title=title)
    for name, active in TAGS:
        town.add("blog.tag", name=name, active=active)
    write_posts(town)
    plant_posts(town)
    write_comments(town)
    write_votes(town)
    plant_comment_totals(town)


def write_authors(town: Town) -> None:
    for key, (name, handle, country, _, bio) in enumerate(AUTHORS, start=1):
        town.add(
            "blog.author", name=name, handle=handle, email=f"{handle}@wrenmouth-library.example", bio=bio,
            avatar_url=f"https://wrenmouth-library.example/portraits/{handle}.jpg" if key % 5 else "",
            is_active=key not in (12, 17), country=town.key("blog.country", "code", country) if country else None,
            member=MEMBERS_OF_AUTHORS.get(key), following=sorted(FOLLOWED.get(key, ())),
        )


def authors_of_posts(town: Town) -> list[int]:
    """An author for each post: as many as the list of people says, in their own section as far as it goes."""
    left = {key: author[3] for key, author in enumerate(AUTHORS, start=1)}
    chosen: dict[int, int] = {}
    places = list(range(len(POSTS)))
    town.random.shuffle(places)
    for own_section in (True, False):
        for place in places:
            fitting = [
                key for key, number in left.items() if number and place not in chosen
                and (not own_section or POSTS[place][0] in SECTIONS_OF_AUTHOR.get(AUTHORS[key - 1][1], ()))
            ]
            if fitting:
                chosen[place] = max(fitting, key=lambda key: (left[key], town.random.random()))
                left[chosen[place]] -= 1
    return [chosen[place] for place in range(len(POSTS))]


def write_posts(town: Town) -> None:
    book_keys = list(range(1, 61))
    town.random.shuffle(book_keys)
    for (section, month, title, beginning), author in zip(POSTS, authors_of_posts(town), strict=True):
        about_book = section == "Book talk" or town.chance(0.15)
        town.add(
            "blog.post", title=title, body=body(town, section, beginning), published=True, featured=False,
            reviewed=town.random.choices((True, False, None), (45, 25, 30))[0], created=post_time(town, month),
            views=round(60 * 1.018 ** town.random.randint(0, 220)), likes=town.random.randint(0, 34), comment_total=0,
            author=author, categories=categories(town, section), tags=tags(town, section),
            book=book_keys.pop() if about_book else None,
        )


def body(town: Town, section: str, beginning: str) -> str:
    middles = town.sample(MIDDLES[section], town.random.randint(3, 6))
    half = (len(middles) + 1) // 2
    paragraphs = [f"{beginning} {middles[0]}", " ".join(middles[1:half + 1]), " ".join(middles[half + 1:])]
    paragraphs[-1] = f"{paragraphs[-1]} {town.random.choice(ENDINGS)}".strip()
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def post_time(town: Town, month: int) -> datetime:
    """A time in the month that the post belongs to; any day since the blog began when it belongs to none."""
    if not month:
        return town.time(FIRST_DAY, TODAY - timedelta(days=3))
    year = town.random.choice((2025, 2026)) if month < 6 else 2025
    return town.time(date(year, month, 1), date(year, month, 22))


def categories(town: Town, section: str) -> list[int]:
    named = {section, town.random.choice(CATEGORIES)} if town.chance(0.4) else {section}
    return sorted(town.key("blog.category", "title", title) for title in named)


def tags(town: Town, section: str) -> list[int]:
    """None for one post in ten; else one to three of the section's, and now and then a stray one."""
    if town.chance(0.1):
        return []
    named = set(town.sample(TAGS_OF_CATEGORY[section], town.random.randint(1, 3)))
    if town.chance(0.25):
        named.add(town.random.choice(TAGS)[0])
    return sorted(town.key("blog.tag", "name", name) for name in named)


def write_comments(town: Town) -> None:
    """Under published posts only; some posts get none. They are stored in no order of time."""
    published = [key for key, post in town.numbered("blog.post") if post["published"]]
    quiet = set(town.sample(published[1:], 16))
    busy = [key for key in published if key not in quiet]
    texts = town.sample([f"{one} {two}" for one in COMMENT_BEGINNINGS for two in COMMENT_ENDS], COMMENTS)
    places = [(town.random.choice(busy), 0) for _ in range(COMMENTS - COMMENTS_OF_FRIENDS_LAST_WEEK)]
    friends = [FRIENDS_OF_THE_FIRST[number % 5] for number in range(COMMENTS_OF_FRIENDS_LAST_WEEK)]
    places += [(town.random.choice(busy), friend) for friend in friends]
    town.random.shuffle(places)
    for text, (post, friend) in zip(texts, places, strict=True):
        town.add("blog.comment", text=text, approved=town.chance(0.72), post=post,
                 **comment_origin(town, town.get("blog.post", post), friend))


def comment_origin(town: Town, post: Fields, friend: int) -> Fields:
    """When, and by whom: by the friend in the last week, or by anybody within three months of the post."""
    if friend:
        return {"created": town.time(LAST_WEEK, TODAY), "member": friend}
    next_day = post["created"].date() + timedelta(days=1)
    created = town.time(next_day, max(min(next_day + timedelta(days=89), TODAY), next_day))
    member = ASHA_AS_MEMBER if town.chance(0.03) else town.random.randint(1, 40)
    while created.date() >= LAST_WEEK and member in FRIENDS_OF_THE_FIRST:
        member = town.random.randint(1, 40)
    return {"created": created, "member": member}


def write_votes(town: Town) -> None:
    """Each pair of member and post at most once."""
    published = [key for key, post in town.numbered("blog.post") if post["published"]]
    pairs = town.sample([(member, post) for member in range(1, 39) for post in published], VOTES)
    for member, post in pairs:
        first = town.get("blog.post", post)["created"].date()
        town.add("blog.vote", created=town.time(first + timedelta(days=1), TODAY), post=post, member=member)
