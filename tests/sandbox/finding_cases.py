"""Programs with one fault each, the finding that names it, and the same program mended, which must stay silent."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True)
class Case:
    """finding: (code, relation, line, loop line). twin: the program with `fix` in it; it does the same for less.

    same: whether the twin prints and gives back the very same.
    """

    name: str
    finding: tuple[str, str, int, int | None]
    fix: str
    faulty: str
    twin: str
    same: bool = True


def case(name: str, finding: tuple[str, str, int, int | None], fix: str, faulty: str, twin: str, **more: bool) -> Case:
    return Case(name, finding, fix, dedent(faulty).strip(), dedent(twin).strip(), **more)


N, F, C, X = "n_plus_one", "filter_on_prefetched", "count_in_loop", "exists_in_loop"

RELATIONS = [
    case("forward foreign key", (N, "Post.author", 2, 1), 'select_related("author")', """
        for post in Post.objects.all():
            print(post.author.name)
    """, """
        for post in Post.objects.select_related("author"):
            print(post.author.name)
    """),
    case("forward foreign key in brackets", (N, "Loan.member", 1, 1), 'select_related("member")', """
        [loan.member.name for loan in Loan.objects.all()]
    """, """
        [loan.member.name for loan in Loan.objects.select_related("member")]
    """),
    case("nullable foreign key", (N, "Post.book", 3, 2), 'select_related("book")', """
        posts = Post.objects.order_by("pk")
        for post in posts:
            print(post.book.title if post.book else None)
    """, """
        posts = Post.objects.order_by("pk").select_related("book")
        for post in posts:
            print(post.book.title if post.book else None)
    """),
    case("forward one-to-one", (N, "Author.member", 2, 1), 'select_related("member")', """
        for author in Author.objects.exclude(member=None):
            print(author.member.name)
    """, """
        for author in Author.objects.exclude(member=None).select_related("member"):
            print(author.member.name)
    """),
    case("forward one-to-one that is never NULL", (N, "Profile.member", 1, 1), 'select_related("member")', """
        [profile.member.name for profile in Profile.objects.all()]
    """, """
        [profile.member.name for profile in Profile.objects.select_related("member")]
    """),
    case("reverse one-to-one", (N, "Member.profile", 2, 1), 'select_related("profile")', """
        for member in Member.objects.all():
            print(member.profile.bio if hasattr(member, "profile") else "")
    """, """
        for member in Member.objects.select_related("profile"):
            print(member.profile.bio if hasattr(member, "profile") else "")
    """),
    case("reverse foreign key", (N, "Author.posts", 2, 1), 'prefetch_related("posts")', """
        for author in Author.objects.all():
            print(sorted(post.title for post in author.posts.all()))
    """, """
        for author in Author.objects.prefetch_related("posts"):
            print(sorted(post.title for post in author.posts.all()))
    """),
    case("reverse foreign key without a name", (N, "Post.comment_set", 2, 1), 'prefetch_related("comment_set")', """
        for post in Post.objects.all():
            print([comment.text for comment in post.comment_set.all()])
    """, """
        for post in Post.objects.prefetch_related("comment_set"):
            print([comment.text for comment in post.comment_set.all()])
    """),
    case("many-to-many", (N, "Post.tags", 1, 1), 'prefetch_related("tags")', """
        [sorted(tag.name for tag in post.tags.all()) for post in Post.objects.all()]
    """, """
        [sorted(tag.name for tag in post.tags.all()) for post in Post.objects.prefetch_related("tags")]
    """),
    case("many-to-many from the other side", (N, "Tag.posts", 2, 1), 'prefetch_related("posts")', """
        for tag in Tag.objects.all():
            print(tag.name, [post.title for post in tag.posts.all()])
    """, """
        for tag in Tag.objects.prefetch_related("posts"):
            print(tag.name, [post.title for post in tag.posts.all()])
    """),
    case("many-to-many from the other side without a name", (N, "Category.post_set", 2, 1),
         'prefetch_related("post_set")', """
        for category in Category.objects.all():
            print([post.pk for post in category.post_set.all()])
    """, """
        for category in Category.objects.prefetch_related("post_set"):
            print([post.pk for post in category.post_set.all()])
    """),
    case("through a model", (N, "Branch.administrators", 2, 1), 'prefetch_related("administrators")', """
        for branch in Branch.objects.all():
            print([person.full_name for person in branch.administrators.all()])
    """, """
        for branch in Branch.objects.prefetch_related("administrators"):
            print([person.full_name for person in branch.administrators.all()])
    """),
    case("through a model, from the other side", (N, "Staff.administered_branches", 2, 1),
         'prefetch_related("administered_branches")', """
        for person in Staff.objects.all():
            print([branch.code for branch in person.administered_branches.all()])
    """, """
        for person in Staff.objects.prefetch_related("administered_branches"):
            print([branch.code for branch in person.administered_branches.all()])
    """),
    case("through loans", (N, "Member.borrowed_books", 2, 1), 'prefetch_related("borrowed_books")', """
        for member in Member.objects.all():
            print(sorted(book.title for book in member.borrowed_books.all()))
    """, """
        for member in Member.objects.prefetch_related("borrowed_books"):
            print(sorted(book.title for book in member.borrowed_books.all()))
    """),
    case("foreign key to the same table", (N, "Staff.manager", 2, 1), 'select_related("manager")', """
        for person in Staff.objects.all():
            print(person.manager.full_name if person.manager else "-")
    """, """
        for person in Staff.objects.select_related("manager"):
            print(person.manager.full_name if person.manager else "-")
    """),
    case("reverse foreign key to the same table", (N, "Staff.reports", 2, 1), 'prefetch_related("reports")', """
        for person in Staff.objects.all():
            print([other.full_name for other in person.reports.all()])
    """, """
        for person in Staff.objects.prefetch_related("reports"):
            print([other.full_name for other in person.reports.all()])
    """),
    case("many-to-many to the same table, one way", (N, "Author.following", 2, 1), 'prefetch_related("following")', """
        for author in Author.objects.all():
            print(sorted(other.handle for other in author.following.all()))
    """, """
        for author in Author.objects.prefetch_related("following"):
            print(sorted(other.handle for other in author.following.all()))
    """),
    case("many-to-many to the same table, backwards", (N, "Author.followers", 2, 1), 'prefetch_related("followers")', """
        for author in Author.objects.all():
            print(sorted(other.handle for other in author.followers.all()))
    """, """
        for author in Author.objects.prefetch_related("followers"):
            print(sorted(other.handle for other in author.followers.all()))
    """),
    case("many-to-many to the same table, both ways", (N, "Member.friends", 2, 1), 'prefetch_related("friends")', """
        for member in Member.objects.all():
            print(sorted(friend.handle for friend in member.friends.all()))
    """, """
        for member in Member.objects.prefetch_related("friends"):
            print(sorted(friend.handle for friend in member.friends.all()))
    """),
    case("the outer of two levels", (N, "Post.author", 2, 1), 'select_related("author__country")', """
        for post in Post.objects.all():
            print(post.author.country.name if post.author.country else "")
    """, """
        for post in Post.objects.select_related("author__country"):
            print(post.author.country.name if post.author.country else "")
    """),
    case("the inner of two levels", (N, "Author.country", 2, 1), 'select_related("author__country")', """
        for post in Post.objects.all():
            print(post.author.country.name if post.author.country else "")
    """, """
        for post in Post.objects.select_related("author__country"):
            print(post.author.country.name if post.author.country else "")
    """),
    case("the outer of two levels to many", (N, "Author.posts", 2, 1), 'prefetch_related("posts__tags")', """
        for author in Author.objects.all():
            for post in author.posts.all():
                print(post.title, sorted(tag.name for tag in post.tags.all()))
    """, """
        for author in Author.objects.prefetch_related("posts__tags"):
            for post in author.posts.all():
                print(post.title, sorted(tag.name for tag in post.tags.all()))
    """),
    case("the inner of two levels to many", (N, "Post.tags", 3, 2), 'prefetch_related("posts__tags")', """
        for author in Author.objects.all():
            for post in author.posts.all():
                print(post.title, sorted(tag.name for tag in post.tags.all()))
    """, """
        for author in Author.objects.prefetch_related("posts__tags"):
            for post in author.posts.all():
                print(post.title, sorted(tag.name for tag in post.tags.all()))
    """),
    case("many behind a join", (N, "Post.tags", 2, 1), 'prefetch_related("post__tags")', """
        for comment in Comment.objects.select_related("post"):
            print(comment.post.title, sorted(tag.name for tag in comment.post.tags.all()))
    """, """
        for comment in Comment.objects.select_related("post").prefetch_related("post__tags").only("post__title"):
            print(comment.post.title, sorted(tag.name for tag in comment.post.tags.all()))
    """),
    case("a foreign key behind a prefetch", (N, "Comment.member", 3, 2), 'prefetch_related("comment_set__member")', """
        for post in Post.objects.prefetch_related("comment_set"):
            for comment in post.comment_set.all():
                print(comment.member.name)
    """, """
        for post in Post.objects.prefetch_related("comment_set__member"):
            for comment in post.comment_set.all():
                print(comment.member.name)
    """),
    case("a relation touched in a function", (N, "Post.author", 2, None), 'select_related("author")', """
        def label(post):
            return f"{post.title} by {post.author.name}"

        def solve():
            return [label(post) for post in Post.objects.all()]
    """, """
        def label(post):
            return f"{post.title} by {post.author.name}"

        def solve():
            return [label(post) for post in Post.objects.select_related("author")]
    """),
    case("a relation touched in a lambda", (N, "Post.author", 1, None), 'select_related("author")', """
        sorted(Post.objects.all(), key=lambda post: (post.author.name, post.pk))
    """, """
        sorted(Post.objects.select_related("author"), key=lambda post: (post.author.name, post.pk))
    """),
    case("filtered rows of each object", (N, "Post.tags", 2, 1), 'prefetch_related(Prefetch("tags", '
         'queryset=Tag.objects.filter(active=True), to_attr="chosen_tags"))', """
        for post in Post.objects.all():
            print(sorted(tag.name for tag in post.tags.filter(active=True)))
    """, """
        for post in Post.objects.prefetch_related(Prefetch("tags", queryset=Tag.objects.filter(active=True), to_attr="chosen_tags")):
            print(sorted(tag.name for tag in post.chosen_tags))
    """),
    case("the newest row of each object", (N, "Author.posts", 2, 1), 'prefetch_related(Prefetch("posts", '
         'queryset=Post.objects.order_by("-created")[:1], to_attr="chosen_posts"))', """
        for author in Author.objects.all():
            print(author.posts.order_by("-created").first())
    """, """
        for author in Author.objects.prefetch_related(Prefetch("posts", queryset=Post.objects.order_by("-created")[:1], to_attr="chosen_posts")):
            print(author.chosen_posts[0] if author.chosen_posts else None)
    """),
    case("two rows of each object", (N, "Member.loans", 2, 1), 'prefetch_related(Prefetch("loans", '
         'queryset=Loan.objects.order_by("pk")[:2], to_attr="chosen_loans"))', """
        for member in Member.objects.all():
            print([loan.pk for loan in member.loans.order_by("pk")[:2]])
    """, """
        for member in Member.objects.prefetch_related(Prefetch("loans", queryset=Loan.objects.order_by("pk")[:2], to_attr="chosen_loans")):
            print([loan.pk for loan in member.chosen_loans])
    """),
    case("filter on a prefetched relation", (F, "Post.comment_set", 2, 1), 'prefetch_related(Prefetch("comment_set", '
         'queryset=Comment.objects.filter(approved=True), to_attr="chosen_comment"))', """
        for post in Post.objects.prefetch_related("comment_set"):
            print([comment.text for comment in post.comment_set.filter(approved=True)])
    """, """
        for post in Post.objects.prefetch_related(Prefetch("comment_set", queryset=Comment.objects.filter(approved=True), to_attr="chosen_comment")):
            print([comment.text for comment in post.chosen_comment])
    """),
    case("order on a prefetched relation", (F, "Author.books", 3, 2), 'prefetch_related(Prefetch("books", '
         'queryset=Book.objects.order_by("title", "pk"), to_attr="chosen_books"))', """
        authors = Author.objects.prefetch_related("books")
        for author in authors:
            print([book.title for book in author.books.order_by("title", "pk")])
    """, """
        authors = Author.objects.prefetch_related(Prefetch("books", queryset=Book.objects.order_by("title", "pk"), to_attr="chosen_books"))
        for author in authors:
            print([book.title for book in author.chosen_books])
    """),
    case("values of a prefetched relation", (F, "Post.tags", 2, 1), "post.tags.all()", """
        for post in Post.objects.prefetch_related("tags"):
            print(sorted(post.tags.values_list("name", flat=True)))
    """, """
        for post in Post.objects.prefetch_related("tags"):
            print(sorted(tag.name for tag in post.tags.all()))
    """),
    case("rows prefetched under another name", (F, "Post.tags", 3, 2), "post.active_tags", """
        active = Prefetch("tags", queryset=Tag.objects.filter(active=True), to_attr="active_tags")
        for post in Post.objects.prefetch_related(active):
            print(sorted(tag.name for tag in post.tags.all() if tag.active))
    """, """
        active = Prefetch("tags", queryset=Tag.objects.filter(active=True), to_attr="active_tags")
        for post in Post.objects.prefetch_related(active):
            print(sorted(tag.name for tag in post.active_tags if tag.active))
    """),
]

QUESTIONS = [
    case("count for each object", (C, "Author.posts", 2, 1), 'annotate(n=Count("posts"))', """
        for author in Author.objects.all():
            print(author.handle, author.posts.count())
    """, """
        for author in Author.objects.annotate(n=Count("posts")):
            print(author.handle, author.n)
    """),
    case("count under the lookup name", (C, "Post.comment_set", 1, 1), 'annotate(n=Count("comment"))', """
        [(post.title, post.comment_set.count()) for post in Post.objects.all()]
    """, """
        [(post.title, post.n) for post in Post.objects.annotate(n=Count("comment"))]
    """),
    case("count with a condition", (C, "Post.comment_set", 2, 1),
         'annotate(n=Count("comment", filter=Q(comment__approved=True)))', """
        for post in Post.objects.all():
            print(post.comment_set.filter(approved=True).count())
    """, """
        for post in Post.objects.annotate(n=Count("comment", filter=Q(comment__approved=True))):
            print(post.n)
    """),
    case("two counts, the first", (C, "Post.vote_set", 2, 1), 'annotate(n_vote=Count("vote", distinct=True))', """
        for post in Post.objects.all():
            print(post.vote_set.count(), post.comment_set.count())
    """, """
        for post in Post.objects.annotate(n_vote=Count("vote", distinct=True)).annotate(n_comment=Count("comment", distinct=True)):
            print(post.n_vote, post.n_comment)
    """),
    case("a second count beside an annotation", (C, "Post.comment_set", 2, 1),
         'annotate(n_comment=Count("comment", distinct=True))', """
        for post in Post.objects.annotate(v=Count("vote")):
            print(post.v, post.comment_set.count())
    """, """
        for post in Post.objects.annotate(v=Count("vote", distinct=True)).annotate(n_comment=Count("comment", distinct=True)):
            print(post.v, post.n_comment)
    """),
    case("count without a manager", (C, "", 3, 2), 'values("author").annotate(n=Count("pk"))', """
        authors = Author.objects.values_list("pk", flat=True)
        for key in authors:
            print(key, Post.objects.filter(author=key).count())
    """, """
        counts = {row["author"]: row["n"] for row in Post.objects.values("author").annotate(n=Count("pk"))}
        for key in Author.objects.values_list("pk", flat=True):
            print(key, counts.get(key, 0))
    """),
    case("exists for each object", (X, "Role.staff_set", 2, 1), 'annotate(n=Count("staff"))', """
        for role in Role.objects.order_by("pk"):
            print(role.name, role.staff_set.exists())
    """, """
        for role in Role.objects.order_by("pk").annotate(n=Count("staff")):
            print(role.name, role.n > 0)
    """),
    case("exists without a manager", (X, "", 2, 1), 'values_list("member", flat=True)', """
        for member in Member.objects.all():
            print(member.name, Profile.objects.filter(member=member).exists())
    """, """
        with_profile = set(Profile.objects.values_list("member", flat=True))
        for member in Member.objects.all():
            print(member.name, member.pk in with_profile)
    """),
    case("get by key in a loop", ("get_in_loop", "", 2, 1), "in_bulk(keys)", """
        for key in [1, 2, 3, 4, 5]:
            print(Post.objects.get(pk=key).title)
    """, """
        keys = [1, 2, 3, 4, 5]
        posts = Post.objects.in_bulk(keys)
        for key in keys:
            print(posts[key].title)
    """),
    case("get by another field in a loop", ("get_in_loop", "", 3, 2), "filter(handle__in=values)", """
        values = ["asha_rao", "john_doe", "jane_roe"]
        for value in values:
            print(Author.objects.get(handle=value).name)
    """, """
        values = ["asha_rao", "john_doe", "jane_roe"]
        found = {author.handle: author for author in Author.objects.filter(handle__in=values)}
        for value in values:
            print(found[value].name)
    """),
    case("sum for each object", ("aggregate_in_loop", "Author.posts", 2, 1), 'annotate(value=Sum("posts__views"))', """
        for author in Author.objects.all():
            print(author.posts.aggregate(t=Sum("views"))["t"])
    """, """
        for author in Author.objects.annotate(value=Sum("posts__views")):
            print(author.value)
    """),
    case("column left out by only()", ("deferred_field_in_loop", "Post.views", 2, 1), 'only("title", "views")', """
        for post in Post.objects.only("title"):
            print(post.title, post.views)
    """, """
        for post in Post.objects.only("title", "views"):
            print(post.title, post.views)
    """),
    case("column left out by defer()", ("deferred_field_in_loop", "Post.body", 2, 1), "defer(None)", """
        for post in Post.objects.defer("body"):
            print(len(post.body))
    """, """
        for post in Post.objects.defer("body").defer(None):
            print(len(post.body))
    """),
    case("the same rows twice", ("duplicate_query", "Author.posts", 3, None), "rows = list(author.posts.all())", """
        author = Author.objects.get(pk=1)
        print([post.title for post in author.posts.all()])
        print([post.views for post in author.posts.all()])
    """, """
        author = Author.objects.get(pk=1)
        rows = list(author.posts.all())
        print([post.title for post in rows])
        print([post.views for post in rows])
    """),
    case("the same count twice", ("duplicate_query", "", 2, None), "n = queryset.count()", """
        print(Tag.objects.filter(active=True).count())
        print(Tag.objects.filter(active=True).count() * 2)
    """, """
        queryset = Tag.objects.filter(active=True)
        n = queryset.count()
        print(n)
        print(n * 2)
    """),
]

WRITES = [
    case("a column counted up", ("save_in_loop", "Post.views", 3, 1), 'update(views=F("views") + 1)', """
        for post in Post.objects.filter(featured=True):
            post.views += 1
            post.save()
    """, """
        Post.objects.filter(featured=True).update(views=F("views") + 1)
    """),
    case("a column set", ("save_in_loop", "Tag.active", 4, 2), "update(active=True)", """
        tags = Tag.objects.order_by("pk")
        for tag in tags:
            tag.active = True
            tag.save(update_fields=["active"])
    """, """
        Tag.objects.order_by("pk").update(active=True)
    """),
    case("a column set under a condition", ("save_in_loop", "Staff.bonus", 4, 1),
         "filter(years_of_service__gte=5).update(bonus=100)", """
        for person in Staff.objects.all():
            if person.years_of_service >= 5:
                person.bonus = 100
                person.save()
    """, """
        Staff.objects.filter(years_of_service__gte=5).update(bonus=100)
    """),
    case("two columns swapped", ("save_in_loop", "Staff.salary", 3, 1),
         'update(salary=F("bonus"), bonus=F("salary"))', """
        for person in Staff.objects.all():
            person.salary, person.bonus = person.bonus, person.salary
            person.save()
    """, """
        Staff.objects.update(salary=F("bonus"), bonus=F("salary"))
    """),
    case("values that only Python knows", ("save_in_loop", "Tag.name", 4, 2), 'bulk_update(tags, ["name"])', """
        tags = Tag.objects.all()
        for tag in tags:
            tag.name = tag.name.upper()
            tag.save()
    """, """
        tags = Tag.objects.all()
        for tag in tags:
            tag.name = tag.name.upper()
        Tag.objects.bulk_update(tags, ["name"])
    """),
    case("rows created in a loop", ("create_in_loop", "Tag", 2, 1),
         'Tag.objects.bulk_create([Tag(name=name) for name in ["one", "two", "three"]])', """
        for name in ["one", "two", "three"]:
            Tag.objects.create(name=name)
    """, """
        Tag.objects.bulk_create([Tag(name=name) for name in ["one", "two", "three"]])
    """),
    case("rows saved in a loop", ("create_in_loop", "Genre", 2, 1),
         'Genre.objects.bulk_create([Genre(name=f"Genre {number}") for number in range(4)])', """
        for number in range(4):
            Genre(name=f"Genre {number}").save()
    """, """
        Genre.objects.bulk_create([Genre(name=f"Genre {number}") for number in range(4)])
    """),
    case("rows created in brackets", ("create_in_loop", "Tag", 2, 2),
         "Tag.objects.bulk_create([Tag(name=name) for name in names])", """
        names = ["one", "two", "three"]
        tags = [Tag.objects.create(name=name) for name in names]
    """, """
        names = ["one", "two", "three"]
        tags = Tag.objects.bulk_create([Tag(name=name) for name in names])
    """),
    case("rows created through a relation", ("create_in_loop", "Comment", 4, 3), "Comment.objects.bulk_create(objects)", """
        post = Post.objects.get(pk=1)
        member = Member.objects.get(pk=1)
        for number in range(4):
            post.comment_set.create(member=member, text=f"{number}", created=post.created)
    """, """
        post = Post.objects.get(pk=1)
        member = Member.objects.get(pk=1)
        objects = [Comment(post=post, member=member, text=f"{number}", created=post.created) for number in range(4)]
        Comment.objects.bulk_create(objects)
    """),
]

UNUSED = [
    case("a prefetch that nobody reads", ("unused_prefetch", "Post.tags", 1, None), "prefetch_related(None)", """
        for post in Post.objects.prefetch_related("tags"):
            print(post.title)
    """, """
        for post in Post.objects.prefetch_related("tags").prefetch_related(None):
            print(post.title)
    """),
    case("one of two prefetches", ("unused_prefetch", "Post.comment_set", 1, None), 'prefetch_related("tags")', """
        for post in Post.objects.prefetch_related("tags", "comment_set"):
            print(sorted(tag.name for tag in post.tags.all()))
    """, """
        for post in Post.objects.prefetch_related("tags"):
            print(sorted(tag.name for tag in post.tags.all()))
    """),
    case("the second level of a prefetch", ("unused_prefetch", "Book.reviews", 2, None), 'prefetch_related("books")', """
        publishers = Publisher.objects.prefetch_related("books__reviews")
        for publisher in publishers:
            print(sorted(book.title for book in publisher.books.all()))
    """, """
        publishers = Publisher.objects.prefetch_related("books")
        for publisher in publishers:
            print(sorted(book.title for book in publisher.books.all()))
    """),
    case("a prefetch under a name that nobody reads", ("unused_prefetch", "Author.posts", 2, None),
         "prefetch_related(None)", """
        recent = Prefetch("posts", queryset=Post.objects.filter(featured=True), to_attr="best")
        for author in Author.objects.prefetch_related(recent):
            print(author.handle)
    """, """
        for author in Author.objects.prefetch_related(None):
            print(author.handle)
    """),
    case("a join that nobody reads", ("unused_select_related", "Post.author", 1, None), "select_related(None)", """
        for post in Post.objects.select_related("author"):
            print(post.title)
    """, """
        for post in Post.objects.select_related("author").select_related(None):
            print(post.title)
    """),
    case("a join for a key", ("unused_select_related", "Loan.member", 2, None), 'select_related("book")', """
        loans = Loan.objects.select_related("book", "member")
        for loan in loans:
            print(loan.book.title, loan.member_id)
    """, """
        loans = Loan.objects.select_related("book")
        for loan in loans:
            print(loan.book.title, loan.member_id)
    """),
    case("the second hop of a join", ("unused_select_related", "Publisher.country", 1, None),
         'select_related("publisher")', """
        for book in Book.objects.select_related("publisher__country"):
            print(book.title, book.publisher.name)
    """, """
        for book in Book.objects.select_related("publisher"):
            print(book.title, book.publisher.name)
    """),
    case("a join for a filter", ("unused_select_related", "Staff.role", 1, None), "select_related(None)", """
        person = Staff.objects.select_related("role").filter(role__name="Manager").first()
        print(person.full_name)
    """, """
        person = Staff.objects.filter(role__name="Manager").select_related(None).first()
        print(person.full_name)
    """),
    case("texts that nobody reads", ("over_fetch", "Comment.text", 1, None), 'only("post__title")', """
        for comment in Comment.objects.select_related("post"):
            print(comment.post.title)
    """, """
        for comment in Comment.objects.select_related("post").only("post__title"):
            print(comment.post.title)
    """),
    case("all rows for a yes or no", ("over_fetch", "", 1, None), "Post.objects.filter(published=True).exists()", """
        if Post.objects.filter(published=True):
            print("something to read")
    """, """
        if Post.objects.filter(published=True).exists():
            print("something to read")
    """),
    case("all rows for bool()", ("over_fetch", "", 2, None), "posts.exists()", """
        posts = Post.objects.filter(published=True)
        print(bool(posts))
    """, """
        posts = Post.objects.filter(published=True)
        print(posts.exists())
    """),
    case("a list that is cut", ("over_fetch", "", 1, None), 'Post.objects.order_by("-created")[:5]', """
        newest = list(Post.objects.order_by("-created"))[:5]
        print([post.title for post in newest])
    """, """
        newest = list(Post.objects.order_by("-created")[:5])
        print([post.title for post in newest])
    """),
    case("a list for its first row", ("over_fetch", "", 2, None), 'Loan.objects.order_by("pk")[0]', """
        loans = list(Loan.objects.order_by("pk"))
        print(loans[0].due_on)
    """, """
        print(Loan.objects.order_by("pk")[0].due_on)
    """),
    case("a loop that ends after one row", ("over_fetch", "", 3, 1), 'Post.objects.order_by("-views", "pk")[:1]', """
        for post in Post.objects.order_by("-views", "pk"):
            print(post.title)
            break
    """, """
        for post in Post.objects.order_by("-views", "pk")[:1]:
            print(post.title)
    """),
]

IN_PYTHON = [
    case("rows fetched to be counted", ("len_instead_of_count", "", 1, None),
         "Post.objects.filter(published=True).count()", """
        len(Post.objects.filter(published=True))
    """, """
        Post.objects.filter(published=True).count()
    """),
    case("a variable that is only counted", ("len_instead_of_count", "", 3, None), "posts.count()", """
        posts = Post.objects.all()
        posts = posts.filter(featured=False)
        print(len(posts))
    """, """
        posts = Post.objects.all()
        posts = posts.filter(featured=False)
        print(posts.count())
    """),
    case("a list that is only counted", ("len_instead_of_count", "", 2, None), "Loan.objects.count()", """
        loans = list(Loan.objects.all())
        print(len(loans))
    """, """
        print(Loan.objects.count())
    """),
    case("rows counted to know of any", ("len_instead_of_count", "", 1, None),
         "Loan.objects.filter(returned_on=None).exists()", """
        if len(Loan.objects.filter(returned_on=None)) > 0:
            print("books are out")
    """, """
        if Loan.objects.filter(returned_on=None).exists():
            print("books are out")
    """),
    case("a sum in Python", ("python_side_aggregate", "Post.views", 1, 1),
         'Post.objects.aggregate(total=Sum("views"))["total"]', """
        sum(post.views for post in Post.objects.all())
    """, """
        Post.objects.aggregate(total=Sum("views"))["total"]
    """),
    case("a sum in a loop", ("python_side_aggregate", "Loan.renewals", 4, 3),
         'loans.aggregate(total=Sum("renewals"))["total"]', """
        loans = Loan.objects.filter(branch=1)
        total = 0
        for loan in loans:
            total += loan.renewals
        print(total)
    """, """
        loans = Loan.objects.filter(branch=1)
        print(loans.aggregate(total=Sum("renewals"))["total"])
    """),
    case("a sum of chosen rows", ("python_side_aggregate", "Post.views", 1, 1),
         'Post.objects.filter(published=True).aggregate(total=Sum("views"))["total"]', """
        sum(post.views for post in Post.objects.all() if post.published)
    """, """
        Post.objects.filter(published=True).aggregate(total=Sum("views"))["total"]
    """),
    case("a sum of products", ("python_side_aggregate", "Book.pages", 1, 1),
         'Book.objects.aggregate(total=Sum(F("pages") * F("copies")))["total"]', """
        sum(book.pages * book.copies for book in Book.objects.all())
    """, """
        Book.objects.aggregate(total=Sum(F("pages") * F("copies")))["total"]
    """),
    case("the greatest value", ("python_side_aggregate", "Post.likes", 1, 1),
         'Post.objects.aggregate(most=Max("likes"))["most"]', """
        max(post.likes for post in Post.objects.all())
    """, """
        Post.objects.aggregate(most=Max("likes"))["most"]
    """),
    case("the mean", ("python_side_aggregate", "Book.pages", 3, 3),
         'Book.objects.aggregate(mean=Avg("pages"))["mean"]', """
        from statistics import mean

        print(round(mean(book.pages for book in Book.objects.all()), 3))
    """, """
        print(round(Book.objects.aggregate(mean=Avg("pages"))["mean"], 3))
    """),
    case("a sum of values", ("python_side_aggregate", "", 1, None),
         'Post.objects.aggregate(total=Sum("views"))["total"]', """
        sum(Post.objects.values_list("views", flat=True))
    """, """
        Post.objects.aggregate(total=Sum("views"))["total"]
    """),
    case("rows counted one by one", ("python_side_aggregate", "", 4, 2), "Post.objects.filter(featured=True).count()", """
        number = 0
        for post in Post.objects.all():
            if post.featured:
                number += 1
        print(number)
    """, """
        print(Post.objects.filter(featured=True).count())
    """),
    case("rows chosen in brackets", ("python_side_filter", "Post.published", 1, 1),
         "Post.objects.filter(published=True, views__gte=1000)", """
        [post.title for post in Post.objects.all() if post.published and post.views >= 1000]
    """, """
        [post.title for post in Post.objects.filter(published=True, views__gte=1000)]
    """),
    case("rows chosen in a loop", ("python_side_filter", "Loan.returned_on", 3, 2),
         "loans.filter(returned_on__isnull=True)", """
        loans = Loan.objects.order_by("pk")
        for loan in loans:
            if loan.returned_on is None:
                print(loan.pk, loan.due_on)
    """, """
        loans = Loan.objects.order_by("pk")
        for loan in loans.filter(returned_on__isnull=True):
            print(loan.pk, loan.due_on)
    """),
    case("rows left out in a loop", ("python_side_filter", "Comment.approved", 2, 1),
         "Comment.objects.filter(approved=True)", """
        for comment in Comment.objects.all():
            if not comment.approved:
                continue
            print(comment.text)
    """, """
        for comment in Comment.objects.filter(approved=True):
            print(comment.text)
    """),
    case("one column compared with another", ("python_side_filter", "Post.likes", 1, 1),
         'Post.objects.filter(likes__gt=F("comment_total"))', """
        [post.pk for post in Post.objects.all() if post.likes > post.comment_total]
    """, """
        [post.pk for post in Post.objects.filter(likes__gt=F("comment_total"))]
    """),
    case("rows of one of two kinds", ("python_side_filter", "Post.featured", 1, 1),
         "Post.objects.filter(Q(featured=True) | Q(views__gt=2000))", """
        [post.pk for post in Post.objects.all() if post.featured or post.views > 2000]
    """, """
        [post.pk for post in Post.objects.filter(Q(featured=True) | Q(views__gt=2000))]
    """),
    case("rows of a joined kind", ("python_side_filter", "Staff.role", 1, 1),
         'Staff.objects.select_related("role").filter(role__name="Manager")', """
        [person.pk for person in Staff.objects.select_related("role") if person.role.name == "Manager"]
    """, """
        [person.pk for person in Staff.objects.select_related("role").filter(role__name="Manager").select_related(None)]
    """),
    case("rows of one year", ("python_side_filter", "Post.created", 1, 1),
         "Post.objects.filter(created__year=2026)", """
        [post.pk for post in Post.objects.all() if post.created.year == 2026]
    """, """
        [post.pk for post in Post.objects.filter(created__year=2026)]
    """),
    case("chosen rows counted", ("python_side_filter", "Post.reviewed", 1, 1),
         "Post.objects.filter(reviewed__isnull=True).count()", """
        len([post for post in Post.objects.all() if post.reviewed is None])
    """, """
        Post.objects.filter(reviewed__isnull=True).count()
    """),
    case("two counts over two joins", ("join_inflation", "Post.vote", 1, None),
         'annotate(v=Count("vote", distinct=True), c=Count("comment", distinct=True))', """
        for post in Post.objects.annotate(v=Count("vote"), c=Count("comment")):
            print(post.v, post.c)
    """, """
        for post in Post.objects.annotate(v=Count("vote", distinct=True), c=Count("comment", distinct=True)):
            print(post.v, post.c)
    """, same=False),
    case("a conditional count beside another", ("join_inflation", "Book.loans", 2, None),
         'annotate(a=Count("loans", distinct=True), r=Count("reviews", filter=Q(reviews__rating=5), distinct=True))', """
        rows = Book.objects.annotate(a=Count("loans"), r=Count("reviews", filter=Q(reviews__rating=5))).values("a", "r")
        print(list(rows))
    """, """
        rows = Book.objects.annotate(a=Count("loans", distinct=True), r=Count("reviews", filter=Q(reviews__rating=5), distinct=True)).values("a", "r")
        print(list(rows))
    """, same=False),
    case("a sum beside a count", ("join_inflation", "Member.loans", 1, None),
         'annotate(total=Subquery(Loan.objects.filter(member=OuterRef("pk")).order_by().values("member")'
         '.annotate(total=Sum("renewals")).values("total")), c=Count("comments", distinct=True))', """
        for member in Member.objects.annotate(total=Sum("loans__renewals"), c=Count("comments")):
            print(member.total, member.c)
    """, """
        for member in Member.objects.annotate(total=Subquery(Loan.objects.filter(member=OuterRef("pk")).order_by().values("member").annotate(total=Sum("renewals")).values("total")), c=Count("comments", distinct=True)):
            print(member.total, member.c)
    """, same=False),
]

CASES = [*RELATIONS, *QUESTIONS, *WRITES, *UNUSED, *IN_PYTHON]

# Good programs that look like one of the above, each with the reason why nothing may be said of them.
SILENT = {
    "the rows are counted and then shown": "posts = Post.objects.all()\nprint(len(posts))\nfor post in posts:\n    print(post.title)",
    "the rows are tested and then shown": "posts = Post.objects.all()\nif posts:\n    print([post.title for post in posts])",
    "the page reads what is given back": 'def solve():\n    return Post.objects.select_related("author").prefetch_related("tags")',
    "a list of objects is given back": 'def solve():\n    return [(post.pk, post) for post in Post.objects.select_related("author")]',
    "a relation is read by a name in a text": 'from operator import attrgetter\nname = attrgetter("author.name")\nprint([name(post) for post in Post.objects.select_related("author")])',
    "a relation is read in a branch": 'for post in Post.objects.select_related("book"):\n    print(post.title)\n    if post.views > 10**9:\n        print(post.book.title)',
    "an object is serialised": 'from django.core import serializers\nserializers.serialize("json", Post.objects.prefetch_related("tags", "categories"))',
    "an object is handed to a function that reads by name": 'def show(row, *names):\n    return [getattr(row, name) for name in names]\n\nfor post in Post.objects.select_related("author"):\n    show(post, "title")',
    "both kinds of rows are used": "big, small = [], []\nfor post in Post.objects.all():\n    if post.views > 100:\n        big.append(post.pk)\n    else:\n        small.append(post.pk)\nprint(big, small)",
    "a choice that changes with the rows": "most = 0\nfor post in Post.objects.order_by('pk'):\n    if post.views > most:\n        most = post.views\n        print(post.title)",
    "a choice by what was seen": "seen = set()\nfor post in Post.objects.order_by('pk'):\n    if post.author_id not in seen:\n        seen.add(post.author_id)\n        print(post.title)",
    "a choice that only Python can make": "[post.title for post in Post.objects.all() if len(set(post.title.split())) > 3]",
    "the rows are used twice": "posts = list(Post.objects.all())\nprint(sum(post.views for post in posts))\nprint(max(post.likes for post in posts))",
    "few rows": "print(len(Branch.objects.all()), sum(role.pk for role in Role.objects.all()))",
    "a sum over a prefetched relation": 'for author in Author.objects.prefetch_related("posts"):\n    print(sum(post.views for post in author.posts.all()), len(author.posts.all()))',
    "a choice among prefetched rows": 'for post in Post.objects.prefetch_related("comment_set"):\n    print([comment.text for comment in post.comment_set.all() if comment.approved])',
    "rows created one by one because each may fail": "for name in ['x', 'x', 'y', 'z']:\n    try:\n        with transaction.atomic():\n            Tag.objects.create(name=name)\n    except IntegrityError:\n        print('there')",
    "rows got or created": "for name in ['x', 'x', 'y', 'z']:\n    Tag.objects.get_or_create(name=name)",
    "two rows created by two lines": "Tag.objects.create(name='a')\nTag.objects.create(name='b')",
    "an object saved": "post = Post.objects.get(pk=1)\npost.views += 1\npost.save()",
    "two counts over one join": 'for role in Role.objects.annotate(n=Count("staff"), a=Count("staff", filter=Q(staff__is_active=True))):\n    print(role.n, role.a)',
    "two joins, and no row beside another": 'for post in Post.objects.filter(pk__lt=0).annotate(v=Count("vote"), c=Count("comment")):\n    print(post.v, post.c)',
    "greatest values over two joins": 'for book in Book.objects.annotate(a=Max("loans__renewals"), r=Max("reviews__rating")):\n    print(book.a, book.r)',
    "a loop that may end early": "for post in Post.objects.order_by('pk'):\n    if post.pk > 50:\n        break\n    print(post.title)",
    "a generator over rows": "def titles():\n    for post in Post.objects.all():\n        yield post.title\n\nprint(list(titles()))",
    "three lines that touch a relation once": "for key in (1, 2):\n    print(Post.objects.select_related('author').filter(pk=key).count())",
    "a queryset reused after a write": "print(Tag.objects.count())\nTag.objects.create(name='new')\nprint(Tag.objects.count())",
    "a join read through a variable": 'for post in Post.objects.select_related("author"):\n    author = post.author\n    print(author.name)',
    "bodies that are read": 'for comment in Comment.objects.select_related("post"):\n    print(len(comment.post.body), comment.text)',
}
