# expect: value=300 queries=3
# Hiding statements from Django hides them from Django only.
from django.db.backends import utils

utils.CursorWrapper._execute = lambda self, sql, params, *_: self.cursor.execute(sql, params)
utils.CursorWrapper.execute = lambda self, sql, params=None: self.cursor.execute(sql, params)
sum(Post.objects.count() for _ in range(3))
