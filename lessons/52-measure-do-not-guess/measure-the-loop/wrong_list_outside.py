from django.db import connection
from django.test.utils import CaptureQueriesContext


def solve():
    posts = list(Post.objects.all())
    with CaptureQueriesContext(connection) as captured:
        [post.author.name for post in posts]
    return len(captured)
