# expect: value=100 queries=1
# Window functions.
from django.db.models import Window
from django.db.models.functions import RowNumber

max(Post.objects.annotate(n=Window(RowNumber(), order_by='pk')).values_list('n', flat=True))
