# expect: value=nothing queries=1
# The site's own tables are not in this database.


def attempt():
    names = connection.introspection.table_names()
    more = [name for name in names if not name.startswith(("blog_", "library_", "django_migrations", "django_content_type"))]
    return more and f"sees the tables {more}"


try:
    done = attempt()
except (OSError, ImportError):
    done = None
done or "nothing"
