# expect: value=100 queries=1
# For the rest of this run only.
from django.conf import settings

settings.DEBUG = True
settings.DATABASES["default"]["NAME"] = "/tmp/x"
Post.objects.count()
