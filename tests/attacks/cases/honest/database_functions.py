# expect: value=100 queries=1
# Functions that Django gives SQLite.
from django.db.models.functions import Concat, Length, Lower, StrIndex, Substr, Upper

Post.objects.annotate(n=Length(Upper(Concat('title', Value('!'))))).filter(n__gt=1).count()
