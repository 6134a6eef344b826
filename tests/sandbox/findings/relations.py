"""Relations that a loop loads object by object."""

from tests.sandbox.findings.case import case

N = "n_plus_one"
F = "filter_on_prefetched"

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
    case("a relation prefetched for other objects", (N, "Book.reviews", 5, 5), "", """
        publishers = Publisher.objects.prefetch_related(
            "books__reviews", Prefetch("books", queryset=Book.objects.filter(in_print=True), to_attr="available"),
        )
        for publisher in publishers:
            print([len(book.reviews.all()) for book in publisher.available], len(publisher.books.all()))
    """, """
        publishers = Publisher.objects.prefetch_related(
            "books", Prefetch("books", queryset=Book.objects.filter(in_print=True), to_attr="available"),
            "available__reviews",
        )
        for publisher in publishers:
            print([len(book.reviews.all()) for book in publisher.available], len(publisher.books.all()))
    """),
    case("forward foreign key of rows by SQL of one's own", (N, "Post.author", 2, 1), 'prefetch_related("author")', """
        for post in Post.objects.raw("SELECT * FROM blog_post ORDER BY id"):
            print(post.author.name)
    """, """
        for post in Post.objects.raw("SELECT * FROM blog_post ORDER BY id").prefetch_related("author"):
            print(post.author.name)
    """),
]
