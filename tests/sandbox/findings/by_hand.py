"""Relations and rows that a program asks for by itself, one after the other."""

from tests.sandbox.findings.case import case

N = "n_plus_one"
G = "get_in_loop"

BY_HAND = [
    case("rows of each object, by a filter", (N, "Author.posts", 2, 1), 'prefetch_related("posts")', """
        for author in Author.objects.all():
            print(author.handle, sorted(post.title for post in Post.objects.filter(author=author)))
    """, """
        for author in Author.objects.prefetch_related("posts"):
            print(author.handle, sorted(post.title for post in author.posts.all()))
    """),
    case("rows of each object, by its key", (N, "Member.loans", 5, 3), 'prefetch_related(Prefetch("loans", '
         'queryset=Loan.objects.filter(returned_on=None).order_by("pk"), to_attr="chosen_loans"))', """
        members = Member.objects.filter(is_active=True)
        out = {}
        for member in members:
            loans = Loan.objects.filter(member_id=member.pk, returned_on=None).order_by("pk")
            out[member.handle] = [loan.due_on for loan in loans]
        print(sorted(out.items()))
    """, """
        members = Member.objects.filter(is_active=True)
        out = {}
        for member in members.prefetch_related(Prefetch("loans", queryset=Loan.objects.filter(returned_on=None).order_by("pk"), to_attr="chosen_loans")):
            out[member.handle] = [loan.due_on for loan in member.chosen_loans]
        print(sorted(out.items()))
    """),
    case("the newest row of each object, by a filter", (N, "Author.posts", 2, 1), 'prefetch_related(Prefetch("posts", '
         'queryset=Post.objects.order_by("-created")[:1], to_attr="chosen_posts"))', """
        for author in Author.objects.all():
            print(Post.objects.filter(author=author).order_by("-created").first())
    """, """
        for author in Author.objects.prefetch_related(Prefetch("posts", queryset=Post.objects.order_by("-created")[:1], to_attr="chosen_posts")):
            print(author.chosen_posts[0] if author.chosen_posts else None)
    """),
    case("many-to-many rows of each object, by a filter", (N, "Category.post_set", 2, 1),
         'prefetch_related(Prefetch("post_set", queryset=Post.objects.order_by("-views", "pk")[:3], '
         'to_attr="chosen_post"))', """
        for category in Category.objects.all():
            for post in Post.objects.filter(categories=category).order_by("-views", "pk")[:3]:
                print(category.title, post.title)
    """, """
        for category in Category.objects.prefetch_related(Prefetch("post_set", queryset=Post.objects.order_by("-views", "pk")[:3], to_attr="chosen_post")):
            for post in category.chosen_post:
                print(category.title, post.title)
    """),
    case("many-to-many rows from the other side, by a filter", (N, "Post.tags", 2, 1), 'prefetch_related("tags")', """
        for post in Post.objects.all():
            print(sorted(tag.name for tag in Tag.objects.filter(posts=post)))
    """, """
        for post in Post.objects.prefetch_related("tags"):
            print(sorted(tag.name for tag in post.tags.all()))
    """),
    case("rows of each object, in a function", (N, "", 2, None), "filter(author__in=values)", """
        def titles(author):
            return sorted(post.title for post in Post.objects.filter(author=author))

        print([titles(author) for author in Author.objects.order_by("pk")])
    """, """
        values = list(Author.objects.order_by("pk"))
        titles = {author.pk: [] for author in values}
        for post in Post.objects.filter(author__in=values):
            titles[post.author_id].append(post.title)
        print([sorted(titles[author.pk]) for author in values])
    """),
    case("friends of friends", (N, "Member.friends", 3, 2), 'prefetch_related("friends__friends")', """
        for member in Member.objects.order_by("pk")[:10]:
            for friend in member.friends.all():
                print(member.handle, sorted(other.handle for other in friend.friends.all()))
    """, """
        for member in Member.objects.prefetch_related("friends__friends").order_by("pk")[:10]:
            for friend in member.friends.all():
                print(member.handle, sorted(other.handle for other in friend.friends.all()))
    """),
    case("a count for each object, by a filter", ("count_in_loop", "Author.posts", 2, 1),
         'annotate(n=Count("posts", filter=Q(posts__published=True)))', """
        for author in Author.objects.all():
            print(Post.objects.filter(author=author, published=True).count())
    """, """
        for author in Author.objects.annotate(n=Count("posts", filter=Q(posts__published=True))):
            print(author.n)
    """),
    case("a count asked for twice", ("count_in_loop", "Author.posts", 3, 1), 'annotate(n=Count("posts"))', """
        for author in Author.objects.all():
            if author.posts.count() > 0:
                print(author.posts.count())
    """, """
        for author in Author.objects.annotate(n=Count("posts")):
            if author.n > 0:
                print(author.n)
    """),
    case("rows of one value after the other", (N, "", 2, 1), "filter(pub_year__in=values)", """
        for year in (1999, 2004, 2010, 2015):
            print(year, sorted(book.title for book in Book.objects.filter(pub_year=year)))
    """, """
        values = (1999, 2004, 2010, 2015)
        titles = {year: [] for year in values}
        for book in Book.objects.filter(pub_year__in=values):
            titles[book.pub_year].append(book.title)
        for year in values:
            print(year, sorted(titles[year]))
    """),
    case("rows by their places", (G, "", 3, 2), "list(posts)", """
        posts = Post.objects.order_by("pk")
        for place in range(posts.count()):
            print(posts[place].title)
    """, """
        posts = Post.objects.order_by("pk")
        for post in list(posts):
            print(post.title)
    """),
    case("rows by places that are written out", (G, "", 2, None), "list(posts[:3])", """
        posts = Post.objects.order_by("-views")
        print(posts[0].title, posts[2].title, posts[1].title)
    """, """
        posts = Post.objects.order_by("-views")
        rows = list(posts[:3])
        print(rows[0].title, rows[2].title, rows[1].title)
    """),
    case("the first row of a key", (G, "", 2, 1), "in_bulk(keys)", """
        for key in [1, 2, 3, 4]:
            print(Post.objects.filter(pk=key).first().title)
    """, """
        keys = [1, 2, 3, 4]
        posts = Post.objects.in_bulk(keys)
        for key in keys:
            print(posts[key].title)
    """),
    case("the row of a key that another row holds", (N, "Staff.role", 3, 2), 'select_related("role")', """
        staff = Staff.objects.order_by("pk")
        for person in staff:
            person.job = Role.objects.get(pk=person.role_id)
        print([person.job.name for person in staff])
    """, """
        staff = Staff.objects.order_by("pk").select_related("role")
        for person in staff:
            person.job = person.role
        print([person.job.name for person in staff])
    """),
    case("the row of a key that may be missing", (N, "Post.book", 2, 1), 'select_related("book")', """
        for post in Post.objects.order_by("pk"):
            print(post.title, Book.objects.filter(pk=post.book_id).first())
    """, """
        for post in Post.objects.order_by("pk").select_related("book"):
            print(post.title, post.book)
    """),
    case("the row of a key, two loops deep", (N, "Post.author", 3, 2), 'prefetch_related("posts__author")', """
        for author in Author.objects.order_by("pk"):
            for post in author.posts.all():
                print(Author.objects.get(pk=post.author_id).name)
    """, """
        for author in Author.objects.order_by("pk").prefetch_related("posts__author"):
            for post in author.posts.all():
                print(post.author.name)
    """),
    case("one key in bulk", (G, "", 2, 1), "in_bulk(keys)", """
        for post in Post.objects.all():
            print(Author.objects.in_bulk([post.author_id])[post.author_id].name)
    """, """
        posts = list(Post.objects.all())
        keys = {post.author_id for post in posts}
        authors = Author.objects.in_bulk(keys)
        for post in posts:
            print(authors[post.author_id].name)
    """),
    case("get by a field of a joined row", (G, "", 3, 2), "filter(member__handle__in=values)", """
        handles = list(Member.objects.exclude(profile=None).order_by("pk").values_list("handle", flat=True)[:5])
        for handle in handles:
            print(Profile.objects.get(member__handle=handle).newsletter)
    """, """
        values = list(Member.objects.exclude(profile=None).order_by("pk").values_list("handle", flat=True)[:5])
        profiles = Profile.objects.select_related("member").filter(member__handle__in=values)
        found = {profile.member.handle: profile for profile in profiles}
        for handle in values:
            print(found[handle].newsletter)
    """),
    case("rows read anew one by one", (G, "", 3, 2), "in_bulk(keys)", """
        posts = list(Post.objects.order_by("pk"))
        for post in posts:
            post.refresh_from_db()
            print(post.title)
    """, """
        keys = list(Post.objects.order_by("pk").values_list("pk", flat=True))
        posts = Post.objects.in_bulk(keys)
        for key in keys:
            print(posts[key].title)
    """),
    case("a relation for its key", (N, "Post.author", 2, 1), "post.author_id", """
        for post in Post.objects.all():
            print(post.title, post.author.pk)
    """, """
        for post in Post.objects.all():
            print(post.title, post.author_id)
    """),
    case("a tree climbed by a foreign key", (N, "Staff.manager", 2, None), "Staff.objects.in_bulk()", """
        def height(person):
            return 0 if person.manager is None else 1 + height(person.manager)

        print(sorted((person.full_name, height(person)) for person in Staff.objects.all()))
    """, """
        people = Staff.objects.in_bulk()

        def height(person):
            return 0 if person.manager_id is None else 1 + height(people[person.manager_id])

        print(sorted((person.full_name, height(person)) for person in people.values()))
    """),
    case("a tree walked down", (N, "Staff.reports", 5, 2), "Staff.objects.in_bulk()", """
        queue, names = list(Staff.objects.filter(manager=None)), []
        while queue:
            person = queue.pop()
            names.append(person.full_name)
            queue.extend(person.reports.all())
        print(sorted(names))
    """, """
        people = Staff.objects.in_bulk()
        reports = {}
        for person in people.values():
            reports.setdefault(person.manager_id, []).append(person)
        queue, names = list(reports[None]), []
        while queue:
            person = queue.pop()
            names.append(person.full_name)
            queue.extend(reports.get(person.pk, ()))
        print(sorted(names))
    """),
    case("contains for each object", ("exists_in_loop", "Post.tags", 3, 2), 'prefetch_related("tags")', """
        tag = Tag.objects.get(pk=1)
        for post in Post.objects.order_by("pk"):
            print(post.tags.contains(tag))
    """, """
        tag = Tag.objects.get(pk=1)
        for post in Post.objects.order_by("pk").prefetch_related("tags"):
            print(post.tags.contains(tag))
    """),
    case("the latest row of each object", (N, "Author.posts", 2, 1), 'prefetch_related(Prefetch("posts", '
         'queryset=Post.objects.order_by("-created")[:1], to_attr="chosen_posts"))', """
        for author in Author.objects.filter(posts__isnull=False).distinct():
            print(author.posts.latest("created").title)
    """, """
        for author in Author.objects.filter(posts__isnull=False).distinct().prefetch_related(Prefetch("posts", queryset=Post.objects.order_by("-created")[:1], to_attr="chosen_posts")):
            print(author.chosen_posts[0].title)
    """),
]
