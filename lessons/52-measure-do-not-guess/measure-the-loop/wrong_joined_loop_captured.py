from django.db import connection
from django.test.utils import CaptureQueriesContext


def solve():
    with CaptureQueriesContext(connection) as captured:
        [post.author.name for post in Post.objects.select_related("author")]
    return len(captured)
