# expect: value=True queries=2 changed=none
# Nothing has changed.
try:
    with transaction.atomic():
        Post.objects.update(views=0)
        1 / 0
except ZeroDivisionError:
    pass
Post.objects.filter(views=0).count() < 100
