from django.db import connection, reset_queries


def solve():
    reset_queries()
    [post.author.name for post in Post.objects.select_related("author")]
    return len(connection.queries)
