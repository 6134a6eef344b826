# expect: value=2 queries=2
# A program may count for itself.
from django.test.utils import CaptureQueriesContext

with CaptureQueriesContext(connection) as seen:
    list(Post.objects.all())
    Post.objects.first()
len(seen)
