"""Plants the posts that tell a right answer from a nearly right one (see tests/sandbox_app/test_town_library.py)."""

from __future__ import annotations

from datetime import date

from sandbox_app.town_library.town import Fields, Town, at

DRAFTS = 18
FEATURED = 14


def plant_posts(town: Town) -> None:
    """Between writing the posts and what hangs on them: drafts, featured posts, views and times that discriminate."""
    plant_drafts(town)
    plant_featured(town)
    plant_thousand_views(town)
    plant_recent(town)
    first = town.get("blog.post", 1)
    first["tags"] = [town.key("blog.tag", "name", "reading"), town.key("blog.tag", "name", "poetry")]


def plant_comment_totals(town: Town) -> None:
    """The copied count: right for a third of the posts, stale for the others."""
    real = [0] * (len(town.objects["blog.post"]) + 1)
    for comment in town.objects["blog.comment"]:
        real[comment["post"]] += 1
    for key, post in town.numbered("blog.post"):
        post["comment_total"] = real[key] if key % 3 == 0 else real[key] + town.random.choice((1, 2, 4, 11))


def posts_of(town: Town, handle: str) -> list[Fields]:
    author = town.key("blog.author", "handle", handle)
    return [post for post in town.objects["blog.post"] if post["author"] == author]


def plant_drafts(town: Town) -> None:
    """Drafts of the three authors that exercises name and of others; one is newer than every published post."""
    named = [posts_of(town, handle)[-1] for handle in ("asha_rao", "john_doe", "jane_roe")]
    others = [post for post in town.objects["blog.post"][6:] if all(post is not one for one in named)]
    for post in named + town.sample(others, DRAFTS - len(named)):
        post["published"] = False
    named[0]["created"], named[2]["created"] = at(2026, 6, 29, 16, 40), at(2026, 6, 28, 9, 15)


def plant_featured(town: Town) -> None:
    """Jane Roe: a featured post that few read and others that many read. One Sam Lee: two featured and much read."""
    jane = [post for post in posts_of(town, "jane_roe") if post["published"]]
    sam = [post for post in posts_of(town, "sam_lee") if post["published"]]
    spare = [post for post in town.objects["blog.post"] if all(post is not one for one in jane + sam)]
    for post in town.sample(spare, FEATURED - 3):
        post["featured"] = True
    jane[0].update(featured=True, views=310)
    jane[1].update(featured=False, views=1_850)
    sam[0].update(featured=True, views=1_420)
    sam[1].update(featured=True, views=2_380)


def plant_thousand_views(town: Town) -> None:
    """Two posts of 2026 with exactly 1000 views, one of them neither featured nor looked at by an editor."""
    unremarkable = [
        post for post in town.objects["blog.post"]
        if post["published"] and not post["featured"] and post["created"] >= at(2026, 1, 1)
        and post["views"] != 1_850
    ]
    for post, reviewed in zip(unremarkable, (None, True), strict=False):
        post.update(views=1_000, reviewed=reviewed)


def plant_recent(town: Town) -> None:
    """The two whom Asha Rao follows wrote in May and June, and before."""
    for handle, moment in (("jane_roe", at(2026, 5, 19, 11, 20)), ("sam_lee", at(2026, 6, 11, 18, 5))):
        old, new = [post for post in posts_of(town, handle) if post["published"]][:2]
        new["created"] = moment
        old["created"] = min(old["created"], town.time(date(2025, 3, 3), date(2025, 4, 25)))
