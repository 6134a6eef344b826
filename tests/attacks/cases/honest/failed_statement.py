# expect: value=100 queries=2
# Counts as well.
from django.db import DatabaseError

try:
    connection.cursor().execute('SELECT nothing FROM nowhere')
except DatabaseError:
    pass
Post.objects.count()
