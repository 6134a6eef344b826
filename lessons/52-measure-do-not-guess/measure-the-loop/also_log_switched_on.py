from django.db import connection, reset_queries


def solve():
    connection.force_debug_cursor = True
    reset_queries()
    [post.author.name for post in Post.objects.all()]
    return len(connection.queries)
