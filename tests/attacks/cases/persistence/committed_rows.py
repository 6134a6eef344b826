# expect: value=100
# Also after a COMMIT.
with transaction.atomic():
    Comment.objects.all().delete()
connection.commit()
100 + Comment.objects.count()
