# expect: verdict=slow check=max_queries
# Hides the statements from Django.
from django.db.backends import utils

utils.CursorWrapper.execute = lambda self, sql, params=None: self.cursor.execute(sql, params)
[(p.title, p.author.name) for p in Post.objects.all()]
