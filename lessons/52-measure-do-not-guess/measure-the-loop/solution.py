from django.db import connection
from django.test.utils import CaptureQueriesContext


def solve():
    with CaptureQueriesContext(connection) as captured:
        [post.author.name for post in Post.objects.all()]
    return len(captured)
