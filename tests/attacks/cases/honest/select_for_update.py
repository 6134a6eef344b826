# expect: value=1 queries=1
# Ignored by SQLite, as in Django.
with transaction.atomic():
    titles = len(Post.objects.select_for_update().filter(pk=1))
titles
