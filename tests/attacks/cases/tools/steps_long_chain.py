# expect: status=ok|error|timeout|memory|rejected queries=0
# tool: steps
# A hundred links, each with an IN of its own.
posts = Post.objects.filter(pk__in=range(900)).filter(pk__in=range(900)).exclude(pk__in=range(900)).filter(
    pk__in=range(900)).exclude(title="x").order_by("pk").filter(pk__in=range(900)).filter(pk__in=range(900)).filter(
    pk__in=range(900)).filter(pk__in=range(900)).filter(pk__in=range(900)).filter(pk__in=range(900))
