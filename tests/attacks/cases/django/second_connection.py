# expect: value=200 queries=2
# A second connection to the same place is the same channel.
from django.db import ConnectionHandler, connections

again = connections.create_connection("default")
with again.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM blog_post")
    more = cursor.fetchone()[0]
Post.objects.count() + more
