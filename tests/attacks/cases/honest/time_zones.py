# expect: value=Europe/Paris queries=1
# A zone by name: the broker knows it as well.
import zoneinfo

from django.db.models.functions import ExtractHour, TruncDay

zone = zoneinfo.ZoneInfo('Europe/Paris')
posts = Post.objects.annotate(day=TruncDay('created', tzinfo=zone), hour=ExtractHour('created', tzinfo=zone))
post = posts.first()
str(post.day.tzinfo)
