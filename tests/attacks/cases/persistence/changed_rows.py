# expect: value=100
# Rows that were changed are changed in this run's copy.
Post.objects.update(views=-1)
Post.objects.filter(views=-1).count()
