# expect: value=100
# So are rows that were deleted.
Post.objects.all().delete()
100 + Post.objects.count()
