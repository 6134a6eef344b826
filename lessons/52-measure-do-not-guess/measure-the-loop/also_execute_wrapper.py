from django.db import connection


def solve():
    sent = []

    def note(execute, sql, params, many, context):
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        [post.author.name for post in Post.objects.all()]
    return len(sent)
