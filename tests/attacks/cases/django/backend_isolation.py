# expect: value=100 queries=1
# The isolation level travels to the broker; nothing of a program's own does with it.
for level in ("DEFERRED", "'; DROP TABLE blog_post; --", 7, None):
    try:
        connection.connection is None and connection.ensure_connection()
        connection.connection.isolation_level = level
    except Exception:
        pass
Post.objects.count()
