# expect: value=300 queries=3
# A wrapper that tells nobody.
def silent(execute, sql, params, many, context):
    return execute(sql, params, many, {"connection": None, "cursor": context["cursor"]})


with connection.execute_wrapper(silent):
    total = sum(Post.objects.count() for _ in range(3))
total
