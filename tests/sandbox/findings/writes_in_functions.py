"""Rows written one by one in a function that a loop calls: the place itself stands in no loop."""

from tests.sandbox.findings.case import case

WRITES_IN_FUNCTIONS = [
    case("a column set by a function", ("save_in_loop", "Post.views", 3, None), 'bulk_update(objects, ["views"])', """
        def seen(post):
            post.views = 7
            post.save()

        for post in Post.objects.order_by("pk")[:12]:
            seen(post)
    """, """
        objects = list(Post.objects.order_by("pk")[:12])
        for post in objects:
            post.views = 7
        Post.objects.bulk_update(objects, ["views"])
    """),
    case("rows updated by a function", ("save_in_loop", "Post.views", 2, None),
         "Post.objects.filter(pk__in=keys).update(views=0)", """
        def forget(key):
            Post.objects.filter(pk=key).update(views=0)

        for key in range(1, 13):
            forget(key)
    """, """
        keys = range(1, 13)
        Post.objects.filter(pk__in=keys).update(views=0)
    """),
    case("rows created by a function", ("create_in_loop", "Tag", 2, None), "Tag.objects.bulk_create(objects)", """
        def note(name):
            Tag.objects.create(name=name)

        for number in range(12):
            note(f"tag {number}")
    """, """
        objects = [Tag(name=f"tag {number}") for number in range(12)]
        Tag.objects.bulk_create(objects)
    """),
    case("objects deleted by a function", ("delete_in_loop", "Vote", 2, None),
         "Vote.objects.filter(pk__in=keys).delete()", """
        def withdraw(vote):
            vote.delete()

        list(map(withdraw, Vote.objects.order_by("pk")[:12]))
    """, """
        keys = list(Vote.objects.order_by("pk").values_list("pk", flat=True)[:12])
        Vote.objects.filter(pk__in=keys).delete()
    """),
]
