"""Counts, sums, single rows and columns asked for one by one."""

from tests.sandbox.findings.case import case

C = "count_in_loop"
X = "exists_in_loop"

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
    case("count of rows that were chosen by the relation", (C, "Author.posts", 2, 1),
         'annotate(n=Count("posts", distinct=True))', """
        for author in Author.objects.filter(posts__featured=True).distinct():
            print(author.handle, author.posts.count())
    """, """
        authors = Author.objects.annotate(n=Count("posts", distinct=True))
        for author in authors.filter(posts__featured=True).distinct():
            print(author.handle, author.n)
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
    case("a second count of one relation", (C, "Role.staff_set", 3, 1),
         'annotate(n2=Count("staff", filter=Q(staff__is_active=True)))', """
        for role in Role.objects.all():
            print(role.staff_set.count())
            print(role.staff_set.filter(is_active=True).count())
    """, """
        roles = Role.objects.annotate(n=Count("staff"))
        for role in roles.annotate(n2=Count("staff", filter=Q(staff__is_active=True))):
            print(role.n)
            print(role.n2)
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
    case("sum beside a count", ("aggregate_in_loop", "Author.posts", 2, 1),
         'annotate(value=Subquery(Post.objects.filter(author=OuterRef("pk")).order_by().values("author")'
         '.annotate(t=Sum("views")).values("t")))', """
        for author in Author.objects.all():
            print(author.posts.aggregate(t=Sum("views"))["t"], author.books.count())
    """, """
        authors = Author.objects.annotate(n_books=Count("books", distinct=True))
        for author in authors.annotate(value=Subquery(Post.objects.filter(author=OuterRef("pk")).order_by().values("author").annotate(t=Sum("views")).values("t"))):
            print(author.value, author.n_books)
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
    case("the same rows by two expressions", ("duplicate_query", "", 3, None),
         "rows = list(Post.objects.filter(published=True))", """
        for post in Post.objects.filter(published=True):
            print(post.title)
        print(max(post.pk for post in Post.objects.filter(published=True)))
    """, """
        rows = list(Post.objects.filter(published=True))
        for post in rows:
            print(post.title)
        print(max(post.pk for post in rows))
    """),
    case("the same row by two subscripts", ("duplicate_query", "", 3, None), "row = posts[0]", """
        posts = Post.objects.order_by("pk")
        print(posts[0].title)
        print(posts[0].views)
    """, """
        posts = Post.objects.order_by("pk")
        row = posts[0]
        print(row.title)
        print(row.views)
    """),
    case("the same count twice", ("duplicate_query", "", 2, None), "n = Tag.objects.filter(active=True).count()", """
        print(Tag.objects.filter(active=True).count())
        print(Tag.objects.filter(active=True).count() * 2)
    """, """
        n = Tag.objects.filter(active=True).count()
        print(n)
        print(n * 2)
    """),
]
