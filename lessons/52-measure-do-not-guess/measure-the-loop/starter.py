from django.db import connection
from django.test.utils import CaptureQueriesContext


def solve():
    # Put the counter around this loop, and return what it counted.
    [post.author.name for post in Post.objects.all()]
    return None
