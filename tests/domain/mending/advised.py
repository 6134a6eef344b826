"""Findings with the advice that the site gives: code, relation, fix."""

from __future__ import annotations

from course.domain.run import Finding

AUTHOR = ("n_plus_one", "Post.author", 'select_related("author")')
COUNTRY = ("n_plus_one", "Author.country", 'select_related("author__country")')
TAGS = ("n_plus_one", "Post.tags", 'prefetch_related("tags")')
POSTS = ("n_plus_one", "Author.posts", 'prefetch_related("posts")')
POSTS_TAGS = ("n_plus_one", "Post.tags", 'prefetch_related("posts__tags")')
COUNT = ("count_in_loop", "Post.comment_set", 'annotate(n=Count("comment"))')
VOTES = ("count_in_loop", "Post.vote_set", 'annotate(n=Count("vote", distinct=True))')
EXISTS = ("exists_in_loop", "Post.comment_set", 'annotate(n=Count("comment"))')
SUM = ("aggregate_in_loop", "Author.posts", 'annotate(value=Sum("posts__views"))')
BODY = ("deferred_field_in_loop", "Post.body", 'only("title", "body")')
UNUSED_TAGS = ("unused_prefetch", "Post.tags", "")
UNUSED_AUTHOR = ("unused_select_related", "Post.author", "")
LEN = ("len_instead_of_count", "", "count()")
PUBLISHED = ("count_in_loop", "Author.posts", 'annotate(n=Count("posts", filter=Q(posts__published=True)))')
ACTIVE = 'Prefetch("tags", queryset=Tag.objects.filter(active=True), to_attr="chosen_tags")'
CHOSEN = ("filter_on_prefetched", "Post.tags", f"prefetch_related({ACTIVE})")
TOTAL = ("python_side_aggregate", "Post.views", 'Post.objects.aggregate(total=Sum("views"))["total"]')
ONLY_PUBLISHED = ("python_side_filter", "Post.published", "posts.filter(published=True)")
NARROW = ("over_fetch", "Post.body", 'only("title", "views")')
ANY = ("len_instead_of_count", "", "posts.exists()")
GET = ("get_in_loop", "", "in_bulk(keys)")
GET_HANDLE = ("get_in_loop", "", "filter(handle__in=values)")
COUNTED_UP = ("save_in_loop", "Post.views", 'update(views=F("views") + 1)')
SHOUTED = ("save_in_loop", "Tag.name", 'bulk_update(tags, ["name"])')
CREATED = ("create_in_loop", "Tag", "Tag.objects.bulk_create([...])")
DELETED = ("delete_in_loop", "Vote", "delete()")
DELETED_BY_KEYS = ("delete_in_loop", "Vote", "Vote.objects.filter(pk__in=keys).delete()")
UPDATED_BY_KEYS = ("save_in_loop", "Post.views", "Post.objects.filter(pk__in=keys).update(views=0)")
AGAIN = ("duplicate_query", "", "n = Tag.objects.count()")
ROWS_AGAIN = ("duplicate_query", "", "rows = list(Post.objects.filter(views=1))")
WITHOUT_MANAGER = ("exists_in_loop", "", 'values_list("member", flat=True)')
COUNTED_APART = ("count_in_loop", "", 'values("author").annotate(n=Count("pk"))')
NEWEST = ("n_plus_one", "Author.posts",
          'prefetch_related(Prefetch("posts", queryset=Post.objects.order_by("-pk")[:1], to_attr="chosen_posts"))')
SUBQUERY = 'Subquery(Post.objects.filter(author=OuterRef("pk")).order_by().values("author").annotate(t=Sum("views")).values("t"))'


def found(line: int | None, kind: tuple[str, str, str]) -> Finding:
    code, relation, fix = kind
    return Finding(code, line, None, relation, 100, fix, "")
