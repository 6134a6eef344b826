from django.db import connection
from django.test.utils import CaptureQueriesContext


def solve():
    posts = Post.objects.select_related("author")
    with CaptureQueriesContext(connection) as captured:
        [post.author.name for post in posts]
    return len(captured)
