"""Rows saved or created one by one."""

from tests.sandbox.findings.case import case

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
    case("a column that is numbered", ("save_in_loop", "Tag.name", 4, 2), 'bulk_update(objects, ["name"])', """
        tags = Tag.objects.order_by("pk")
        for number, tag in enumerate(tags):
            tag.name = f"tag {number}"
            tag.save()
    """, """
        objects = list(Tag.objects.order_by("pk"))
        for number, tag in enumerate(objects):
            tag.name = f"tag {number}"
        Tag.objects.bulk_update(objects, ["name"])
    """),
    case("rows created in two loops", ("create_in_loop", "Tag", 3, 2), "Tag.objects.bulk_create(objects)", """
        for name in ("a", "b"):
            for number in range(3):
                Tag.objects.create(name=f"{name} {number}")
    """, """
        objects = [Tag(name=f"{name} {number}") for name in ("a", "b") for number in range(3)]
        Tag.objects.bulk_create(objects)
    """),
    case("a column set on two lines", ("save_in_loop", "Staff.bonus", 5, 2), 'bulk_update(people, ["bonus"])', """
        people = Staff.objects.order_by("pk")
        for person in people:
            if person.years_of_service >= 5:
                person.bonus = 100
                person.save()
            else:
                person.bonus = 50
                person.save()
    """, """
        people = Staff.objects.order_by("pk")
        for person in people:
            person.bonus = 100 if person.years_of_service >= 5 else 50
        Staff.objects.bulk_update(people, ["bonus"])
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
    case("rows updated by their keys", ("save_in_loop", "Post.views", 3, 2), "Post.objects.filter(pk__in=keys).update(views=0)", """
        keys = [3, 5, 8, 13]
        for key in keys:
            Post.objects.filter(pk=key).update(views=0)
    """, """
        keys = [3, 5, 8, 13]
        Post.objects.filter(pk__in=keys).update(views=0)
    """),
    case("rows updated one by one", ("save_in_loop", "Post.views", 3, 1),
         'filter(featured=True).update(views=F("views") + F("likes"))', """
        for post in Post.objects.all():
            if post.featured:
                Post.objects.filter(pk=post.pk).update(views=F("views") + post.likes)
    """, """
        Post.objects.filter(featured=True).update(views=F("views") + F("likes"))
    """),
    case("rows of a list updated one by one", ("save_in_loop", "Post.featured", 3, 2),
         "Post.objects.filter(pk__in=[post.pk for post in posts]).update(featured=True)", """
        posts = list(Post.objects.filter(views__gt=1000))
        for post in posts:
            Post.objects.filter(id=post.id).update(featured=True)
    """, """
        posts = list(Post.objects.filter(views__gt=1000))
        Post.objects.filter(pk__in=[post.pk for post in posts]).update(featured=True)
    """),
    case("related rows updated for each object", ("save_in_loop", "Author.posts", 2, 1),
         "Post.objects.filter(author__in=Author.objects.filter(is_active=True)).update(published=False)", """
        for author in Author.objects.filter(is_active=True):
            author.posts.update(published=False)
    """, """
        Post.objects.filter(author__in=Author.objects.filter(is_active=True)).update(published=False)
    """),
    case("related rows updated while they are printed", ("save_in_loop", "Author.posts", 3, 1),
         "Post.objects.filter(author__in=values).update(published=False)", """
        for author in Author.objects.filter(is_active=True):
            print(author.name)
            author.posts.all().update(published=False)
    """, """
        values = Author.objects.filter(is_active=True)
        for author in values:
            print(author.name)
        Post.objects.filter(author__in=values).update(published=False)
    """),
    case("a column set from a joined row", ("save_in_loop", "Staff.email", 4, 2), 'bulk_update(people, ["email"])', """
        people = Staff.objects.select_related("role")
        for person in people:
            person.email = person.role.name
            person.save()
    """, """
        people = Staff.objects.select_related("role")
        for person in people:
            person.email = person.role.name
        Staff.objects.bulk_update(people, ["email"])
    """),
    case("rows updated while they are printed", ("save_in_loop", "Author.bio", 3, 1),
         'Author.objects.filter(handle__in=values, is_active=True).update(bio="")', """
        for handle in Author.objects.order_by("pk").values_list("handle", flat=True)[:4]:
            print(handle)
            Author.objects.filter(handle=handle, is_active=True).update(bio="")
    """, """
        values = list(Author.objects.order_by("pk").values_list("handle", flat=True)[:4])
        print(*values, sep="\\n")
        Author.objects.filter(handle__in=values, is_active=True).update(bio="")
    """),
    case("rows updated to other values", ("save_in_loop", "Post.views", 2, 1), 'bulk_update(objects, ["views"])', """
        for key, views in [(1, 5), (2, 6), (3, 7), (4, 8)]:
            Post.objects.filter(pk=key).update(views=views)
    """, """
        objects = [Post(pk=key, views=views) for key, views in [(1, 5), (2, 6), (3, 7), (4, 8)]]
        Post.objects.bulk_update(objects, ["views"])
    """),
    case("objects deleted one by one", ("delete_in_loop", "Post", 2, 1), "delete()", """
        for post in Post.objects.filter(featured=True):
            post.delete()
    """, """
        Post.objects.filter(featured=True).delete()
    """),
    case("objects deleted under a condition", ("delete_in_loop", "Vote", 3, 1), "filter(member_id__lte=9).delete()", """
        for vote in Vote.objects.all():
            if vote.member_id <= 9:
                vote.delete()
    """, """
        Vote.objects.filter(member_id__lte=9).delete()
    """),
    case("the first objects deleted one by one", ("delete_in_loop", "Vote", 2, 1),
         'Vote.objects.filter(pk__in=Vote.objects.order_by("pk")[:20]).delete()', """
        for vote in Vote.objects.order_by("pk")[:20]:
            vote.delete()
    """, """
        Vote.objects.filter(pk__in=Vote.objects.order_by("pk")[:20]).delete()
    """),
    case("objects deleted while they are printed", ("delete_in_loop", "Vote", 4, 2), "Vote.objects.filter(pk__in=keys).delete()", """
        votes = list(Vote.objects.order_by("pk")[:5])
        for vote in votes:
            print(vote.created)
            vote.delete()
    """, """
        votes = list(Vote.objects.order_by("pk")[:5])
        keys = [vote.pk for vote in votes]
        for vote in votes:
            print(vote.created)
        Vote.objects.filter(pk__in=keys).delete()
    """),
    case("rows deleted by their keys", ("delete_in_loop", "Comment", 2, 1),
         "Comment.objects.filter(post__in=Post.objects.filter(featured=True)).delete()", """
        for post in Post.objects.filter(featured=True):
            Comment.objects.filter(post=post).delete()
    """, """
        Comment.objects.filter(post__in=Post.objects.filter(featured=True)).delete()
    """),
    case("objects fetched to be deleted", ("delete_in_loop", "Tag", 2, 1), "Tag.objects.filter(pk__in=[1, 2, 3, 4]).delete()", """
        for key in [1, 2, 3, 4]:
            Tag.objects.get(pk=key).delete()
    """, """
        Tag.objects.filter(pk__in=[1, 2, 3, 4]).delete()
    """),
    case("related rows deleted for each object", ("delete_in_loop", "Author.posts", 2, 1),
         "Post.objects.filter(author__in=Author.objects.all()).delete()", """
        for author in Author.objects.all():
            author.posts.all().delete()
    """, """
        Post.objects.filter(author__in=Author.objects.all()).delete()
    """),
]
